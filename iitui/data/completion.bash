# Completion of iitui for bash; in ~/.bashrc:  source <(iitui completion bash)

_iitui() {
    local -a words=()
    local place last=-1 current quote='' kept='' word rest
    for ((place = 1; place <= COMP_CWORD; place++)); do
        word=${COMP_WORDS[place]}
        if ((last >= 0)) && [[ $word == : || ${words[last]} == *: ]]; then
            words[last]+=$word # bash splits the ID of a follow-up at its colon
        else
            words[++last]=$word
        fi
    done
    current=${words[last]}
    [[ $current == [\"\']* ]] && quote=${current:0:1} current=${current:1}
    words[last]=$current
    [[ $current == *:* && $COMP_WORDBREAKS == *:* ]] && kept=${current%"${current##*:}"}
    while IFS=$'\t' read -r word rest; do
        [[ -n $word && $word == "$current"* ]] || continue
        word=${word#"$kept"}
        [[ -n $quote ]] || printf -v word %q "$word"
        COMPREPLY+=("$word")
    done < <("$1" complete "${words[@]}" 2>/dev/null)
}

complete -o default -F _iitui iitui
