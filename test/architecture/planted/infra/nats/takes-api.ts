export { connect } from '../../api/ledger/takes-infra.ts';
