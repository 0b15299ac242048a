package dev.orrery.enricher.sanitize;

/// An element as it is written, and what follows from it.
///
/// @param name       in lower case
/// @param opening    its start tag up to its attributes
/// @param closing    its end tag; empty if it has none
/// @param isBlock    whether there is a break between it and the text around it, also in plain text
/// @param rearranges whether a parser moves what is misplaced in it to where it may be misplaced again
/// @param place      what it is to those within it
record Written(String name, String opening, String closing, boolean isBlock, boolean rearranges, Place place) {
    /// Where something stands, as far as it decides what may stand there.
    enum Place {
        ANYWHERE,
        LINK,
        HEADING,

        /// A paragraph or list item, which another start tag may end.
        IMPLIED,

        /// Code, where every word may have a colour of its own.
        PREFORMATTED,

        /// A table or a caption.
        NO_PROSE,
        MATHS,

        /// MathML that may hold text alone.
        TOKEN
    }

    boolean isVoid() {
        return closing.isEmpty();
    }
}
