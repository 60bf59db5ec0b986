# Types each line of standard input into an interactive shell, presses Tab, and prints the line as it stands then.
# $1: how the shell is started; $2: a file that it reads first. In it, Ctrl-X s puts the line into the file `line`, and clears it.
zmodload zsh/zpty
zpty -b shell "$1"
waited() {
  local got='' chunk=''
  repeat 1000; do
    if zpty -r -t shell chunk; then
      got+=$chunk
      [[ $got == *"$1"* ]] && return 0
    else
      sleep 0.01
    fi
  done
  print -r -- "no $1 in ten seconds, but: $got"
  exit 1
}
zpty -w shell "source $2"
waited '<ready>'
while IFS= read -r line; do
  : >| line
  zpty -w -n shell "$line"$'\t\x18s'
  waited '<done>'
  print -r -- "$(<line)"
done
zpty -d shell
