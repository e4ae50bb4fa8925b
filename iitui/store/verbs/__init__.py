"""One collection of verbs per subject; each verb is one act of the journal."""
