/**
 * The completion script for bash. The library's own needs the bash-completion package, which macOS does not
 * have, and never completes file names.
 */
export const bashCompletion = `# bash completion for seedkit
__seedkit_complete() {
  local words answer directive value current part
  # COMP_WORDS is cut at ":" and "=", which ratios and flags hold.
  read -ra words <<<"\${COMP_LINE:0:COMP_POINT}"
  [[ \${COMP_LINE:COMP_POINT-1:1} == [[:space:]] ]] && words+=("")
  answer=$(seedkit complete -- "\${words[@]:1}" 2>/dev/null) || return
  directive=\${answer##*:}
  current=\${words[\${#words[@]}-1]}
  [[ $current == -*=* ]] && current=\${current#*=}
  # What stands before the last ":" is on the line already.
  part=\${current%"\${current##*:}"}
  COMPREPLY=()
  while IFS=$'\\t' read -r value _; do
    [[ -n $value && $value != :* ]] && COMPREPLY+=("\${value#"$part"}")
  done <<<"$answer"
  [[ $directive == 0 ]] && compopt -o default 2>/dev/null
  return 0
}
complete -F __seedkit_complete seedkit
`;
