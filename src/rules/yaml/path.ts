/** The way to a value: keys and indexes from the top. */
export type Path = readonly (string | number)[];
