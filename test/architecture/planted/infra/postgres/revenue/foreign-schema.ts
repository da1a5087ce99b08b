export { potSchema } from '../models/model.schema.ts';
