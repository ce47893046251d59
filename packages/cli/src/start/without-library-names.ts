/** The library names its own options beside ours: `--parameter A=b (option parameters)`. */
export const withoutLibraryNames = (text: string): string => text.replace(/ \(option \w+\)|, option \w+/g, '');
