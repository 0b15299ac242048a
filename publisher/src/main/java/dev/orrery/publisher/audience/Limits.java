package dev.orrery.publisher.audience;

/// How many pages may listen at once.
///
/// @param all        together
/// @param perPlanet  to one planet, so that one cannot shut out the others
/// @param perAddress from one address; of IPv6 the first 64 bits count
public record Limits(int all, int perPlanet, int perAddress) {
    /// Files that are kept for everything but listeners: pages come first.
    private static final long OTHER_FILES = 1_000;

    /// No more than there can be: each takes an open file.
    ///
    /// @param files that this process may have open, or less than 1 if that is not known
    public Limits within(long files) {
        if (files < 1) {
            return this;
        }
        long most = Math.max(files / 2, files - OTHER_FILES);
        return new Limits((int) Math.min(all, most), perPlanet, perAddress);
    }
}
