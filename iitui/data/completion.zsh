#compdef iitui
# Completion of iitui for zsh; in ~/.zshrc, after compinit:  source <(iitui completion zsh)

_iitui() {
    local answer line
    local -a found
    if answer=$("${words[1]}" complete "${(@Q)words[2,CURRENT]}" 2>/dev/null); then
        for line in "${(@f)answer}"; do
            [[ -n $line ]] && found+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
        done
        _describe iitui found
    else
        _files
    fi
}

if [[ ${zsh_eval_context[-1]} == loadautofunc ]]; then
    _iitui "$@"
else
    compdef _iitui iitui
fi
