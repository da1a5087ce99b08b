export { connect } from '../../infra/nats/connect.ts';
