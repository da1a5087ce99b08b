export const potSchema = 1;
