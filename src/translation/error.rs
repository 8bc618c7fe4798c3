//! What can be wrong with a dictionary.

/// Why a dictionary could not be read.
#[derive(Debug, thiserror::Error)]
pub enum LexiconError {
    /// The compiled form is not whole, or of another version.
    #[error("the compiled lexicon is damaged or of another version; import the dictionary again")]
    Damaged,
    /// No word pair was found.
    #[error(
        "no word pairs found; give a Ding file, a TSV file `german<TAB>english` or the .index and .dict of a dictd dictionary"
    )]
    NoPairs,
    /// A compressed file does not open.
    #[error("can't decompress the dictionary; get the file again")]
    Compressed(#[source] std::io::Error),
    /// The dictionary is larger than any that is known.
    #[error("the dictionary has more than {limit} MB of text; split it or leave entries out")]
    TooLarge {
        /// The limit in megabytes.
        limit: u64,
    },
    /// The dictionary has more word pairs than any that is known.
    #[error("the dictionary has more than {limit} word pairs; leave entries out")]
    TooManyPairs {
        /// The limit.
        limit: usize,
    },
    /// A dictd dictionary whose name in the database tells no direction.
    #[error("can't tell whether the dictionary is German–English or English–German; say which")]
    NoDirection,
    /// The compiled form could not be made.
    #[error("can't compile the dictionary")]
    Compile(#[from] fst::Error),
}
