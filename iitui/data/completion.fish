# Completion of iitui for fish:  iitui completion fish > ~/.config/fish/completions/iitui.fish

function __iitui_complete
    set -l words (commandline -opc)
    set -l answer ($words[1] complete $words[2..] (commandline -ct) 2>/dev/null)
    if test $status -eq 0
        printf '%s\n' $answer
    else
        __fish_complete_path (commandline -ct)
    end
end

complete -c iitui -f -a '(__iitui_complete)'
