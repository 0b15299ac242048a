package dev.orrery.publisher.search;

import dev.orrery.publisher.library.Edition;
import java.util.List;

/// What is answered to a search, whatever it is shown as.
///
/// @param edition the planet, and the posts of this page in their order; some that were found may be gone since
/// @param found   what the index says, post by post
/// @param page    1 for the first
/// @param pages   how many there are to look at
/// @param percent how much of the index is built
/// @param alone   where nothing was found: how many posts fit one of the words alone
public record Result(
        Edition edition,
        Question question,
        Sorting sorting,
        Found found,
        int page,
        int pages,
        int percent,
        List<Alone> alone) {
    /// @param typed as it may be typed
    public record Alone(String typed, int posts) {}

    /// Whether the index has everything there is.
    public boolean isComplete() {
        return percent == LiveIndex.COMPLETE;
    }

    /// Shows it.
    @FunctionalInterface
    public interface Renderer {
        byte[] render(Result result);
    }
}
