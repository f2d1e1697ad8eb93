//! Two kinds of byte ranges that never mix: [`Span`] in a file, [`TextRange`] in an article's text.
//!
//! Only [`Text`](crate::article::Text) converts the one into the other. Both are half-open, count
//! bytes from 0 and are 32 bits wide: a file of 4 GiB or more is refused when it is read.

use std::ops::Range;

macro_rules! byte_range {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
        pub struct $name {
            /// First byte, from 0.
            pub start: u32,
            /// One past the last byte.
            pub end: u32,
        }

        impl $name {
            /// The range from `start` to `end`, both in bytes from 0.
            ///
            /// # Panics
            /// In debug builds where `end` lies before `start`, or beyond 32 bits.
            #[must_use]
            pub fn new(start: usize, end: usize) -> Self {
                debug_assert!(start <= end, "{start}..{end}");
                debug_assert!(u32::try_from(end).is_ok());
                Self { start: start as u32, end: end as u32 }
            }

            /// The empty range at `at`.
            #[must_use]
            pub fn at(at: usize) -> Self {
                Self::new(at, at)
            }

            /// First byte, as an index.
            #[must_use]
            pub fn start(self) -> usize {
                self.start as usize
            }

            /// One past the last byte, as an index.
            #[must_use]
            pub fn end(self) -> usize {
                self.end as usize
            }

            /// Length in bytes.
            #[must_use]
            pub fn len(self) -> usize {
                (self.end - self.start) as usize
            }

            /// Whether it covers no byte.
            #[must_use]
            pub fn is_empty(self) -> bool {
                self.start == self.end
            }

            /// As a standard range, for slicing.
            #[must_use]
            pub fn range(self) -> Range<usize> {
                self.start()..self.end()
            }

            /// Whether every byte of `other` lies inside; an empty range on the edge does.
            #[must_use]
            pub fn contains(self, other: Self) -> bool {
                self.start <= other.start && other.end <= self.end
            }

            /// Whether the two share a byte.
            #[must_use]
            pub fn overlaps(self, other: Self) -> bool {
                self.start < other.end && other.start < self.end
            }

            /// Whether the two share a byte, or one ends where the other begins.
            #[must_use]
            pub fn touches(self, other: Self) -> bool {
                self.start <= other.end && other.start <= self.end
            }

            /// The smallest range that covers both.
            #[must_use]
            pub fn cover(self, other: Self) -> Self {
                Self { start: self.start.min(other.start), end: self.end.max(other.end) }
            }
        }

        impl From<Range<usize>> for $name {
            fn from(range: Range<usize>) -> Self {
                Self::new(range.start, range.end)
            }
        }
    };
}

byte_range! {
    /// Bytes of a file, its byte order mark counted.
    Span
}

byte_range! {
    /// Bytes of an article's text.
    TextRange
}
