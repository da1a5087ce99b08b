export const behind = 1;
