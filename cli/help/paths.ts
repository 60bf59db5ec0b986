/** The commands of `dtm` by what is typed: `key issue`. */
import type { Command } from 'commander';

/** Without `dtm` itself. */
export function pathOf(command: Command): string {
  const names: string[] = [];
  for (let at: Command | null = command; at?.parent != null; at = at.parent) names.unshift(at.name());
  return names.join(' ');
}

/** Those that do something, in the order of `--help`: who takes an argument does, beside what stands below it. */
export const leavesOf = (command: Command): Command[] => {
  const { commands, registeredArguments } = command;
  if (commands.length === 0) return [command];
  return [...(registeredArguments.length > 0 ? [command] : []), ...commands.flatMap(leavesOf)];
};

/** All, the program first. */
export const commandsOf = (command: Command): Command[] => [command, ...command.commands.flatMap(commandsOf)];
