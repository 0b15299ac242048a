package dev.orrery.local;

/// Something that whoever typed the command can mend: one sentence that says what is wrong and what to do.
final class UserTrouble extends Exception {
    private static final long serialVersionUID = 1L;

    UserTrouble(String sentence) {
        super(sentence);
    }
}
