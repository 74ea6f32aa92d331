/** What the server takes as the name of a source. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u;

export const isSourceName = (name: string): boolean => NAME.test(name);
