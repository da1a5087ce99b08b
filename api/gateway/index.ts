export { mountGateway, type GatewayParts } from './routes.ts';
