export { defineProject, type Project } from './project/project.ts';
export { CliError, type CliErrorParts } from './shell/cli-error.ts';
