/** The script that completes `dtm`, made from its commands and options: none is listed a second time. */
import type { Command, Option } from 'commander';
import { commandsOf, pathOf } from './help/paths.ts';

export const shellNames = ['bash', 'zsh'] as const;
export type ShellName = (typeof shellNames)[number];

/** What stands for a file in the flags of an option, or is the name of an argument. */
const files = /[<[](?:file|dir|folder)[>\]]/;

type Completion = {
  readonly path: string;
  /** Commands below it and its options. */
  readonly words: readonly string[];
  readonly takesFile: boolean;
};

const longOf = ({ long, short }: Option): string => long ?? short ?? '';

function completionsOf(program: Command): readonly Completion[] {
  const everywhere = [...program.options.map(longOf), '--help'];
  return commandsOf(program).map((command) => ({
    path: pathOf(command),
    words: [
      ...command.commands.map((one) => one.name()),
      ...(command === program ? [] : command.options.map(longOf)),
      ...command.registeredArguments.flatMap((one) => one.argChoices ?? []),
      ...everywhere,
    ],
    takesFile: command.registeredArguments.some((one) => files.test(`<${one.name()}>`)),
  }));
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
const patternOf = (words: Iterable<string>): string => [...new Set(words)].map(quoted).join('|');

/** Where the two shells differ: what is begun, how words are offered, how files, and who is told. */
const shellParts: Readonly<
  Record<ShellName, Readonly<Record<'begin' | 'offers' | 'end', readonly string[]>>>
> = {
  bash: {
    begin: [],
    offers: [
      `_dtm_words() { COMPREPLY=($(compgen -P "$pre" -W "$list" -- "$cur")); }`,
      '_dtm_files() {',
      "  local IFS=$'\\n'",
      `  COMPREPLY=("\${COMPREPLY[@]}" $(compgen -f -- "$cur"))`,
      '}',
    ],
    end: ['complete -o filenames -F _dtm dtm'],
  },
  // Its own completion, not its bridge for bash: that finds no file whose name has a blank, and none behind `~`.
  zsh: {
    begin: [
      `  local -a COMP_WORDS COMPREPLY; COMP_WORDS=("\${words[@]}")`,
      '  local COMP_CWORD=$((CURRENT - 1))',
      '  emulate -L ksh',
    ],
    offers: [
      `_dtm_words() { emulate -L zsh; [[ -n $pre ]] && compset -P '*='; compadd -- \${=list}; }`,
      `_dtm_files() { emulate -L zsh; [[ -n $pre ]] && compset -P '*='; _files; }`,
    ],
    end: ['(( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }', 'compdef _dtm dtm'],
  },
};

/** Of bash as of 3.2, and of zsh. As JSON: what the script is made of. */
export function completionScript(program: Command, form: ShellName | 'json'): string {
  const completions = completionsOf(program);
  if (form === 'json') return JSON.stringify(completions, null, 2);
  const { begin, offers, end } = shellParts[form];
  const options = commandsOf(program).flatMap((command) => command.options);
  const valued = options.filter(({ required }) => required);
  const choices = new Map(valued.flatMap((one) => (one.argChoices ? [[longOf(one), one.argChoices]] : [])));
  const ofFiles = valued.filter(({ flags }) => files.test(flags)).map(longOf);
  const paths = completions.map(({ path }) => path).filter((path) => path !== '');
  const takingFiles = completions.filter(({ takesFile }) => takesFile).map(({ path }) => path);
  const lines = [
    `# ${form} completion of dtm, for ~/.${form}rc: eval "$(dtm completion ${form})"`,
    '_dtm() {',
    ...begin,
    `  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" path="" word="" list="" pre="" i=1 skip=0`,
    '  while [ "$i" -lt "$COMP_CWORD" ]; do',
    `    word="\${COMP_WORDS[i]}"; i=$((i + 1))`,
    // bash makes words of their own of `=` and what is behind it; zsh does not.
    '    if [ "$word" = "=" ]; then skip=1; continue; fi',
    '    if [ "$skip" = 1 ]; then skip=0; continue; fi',
    '    case "$word" in',
    `      ${patternOf(valued.flatMap(({ long, short }) => [long ?? '', short ?? '']).filter((flag) => flag !== ''))}) skip=1; continue ;;`,
    '    esac',
    `    case "\${path:+$path }$word" in`,
    `      ${patternOf(paths)}) path="\${path:+$path }$word" ;;`,
    '    esac',
    '  done',
    '  case "$cur" in',
    '    =) skip=1; cur="" ;;',
    `    --*=*) skip=1; prev="\${cur%%=*}"; pre="$prev="; cur="\${cur#*=}" ;;`,
    '  esac',
    `  [ "$prev" = "=" ] && prev="\${COMP_WORDS[COMP_CWORD-2]}"`,
    '  COMPREPLY=()',
    '  if [ "$skip" = 1 ]; then',
    '    case "$prev" in',
    ...[...choices].map(([flag, words]) => `      ${quoted(flag)}) list=${quoted(words.join(' '))} ;;`),
    `      ${patternOf(ofFiles)}) _dtm_files; return ;;`,
    '      *) return ;;',
    '    esac',
    '  else',
    '    case "$path" in',
    ...completions.map(({ path, words }) => `      ${quoted(path)}) list=${quoted(words.join(' '))} ;;`),
    '    esac',
    '  fi',
    '  _dtm_words',
    '  [ "$skip" = 1 ] && return',
    '  case "$cur:$path" in',
    '    -*) ;;',
    `    ${takingFiles.map((path) => `*:${quoted(path)}`).join('|')}) _dtm_files ;;`,
    '  esac',
    '}',
    ...offers,
    ...end,
  ];
  return lines.join('\n');
}
