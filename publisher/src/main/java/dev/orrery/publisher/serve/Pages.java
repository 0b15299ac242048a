package dev.orrery.publisher.serve;

import dev.orrery.publisher.library.Directory;
import dev.orrery.publisher.library.Directory.Listing;
import dev.orrery.publisher.library.Tally;
import java.util.List;
import java.util.Map;

/// The pages that belong to no single planet.
public interface Pages {
    byte[] front(Directory directory, Map<String, Tally> tallies);

    /// @param asked   the name that no planet has
    /// @param similar planets whose name is close to it, closest first
    byte[] noPlanet(String asked, List<Listing> similar, Directory directory);

    /// @param home the planet's page, seen from where the reader is
    byte[] noPage(Listing planet, String home);

    /// A post was taken back.
    ///
    /// @param home the planet's page, seen from where the reader is
    byte[] gone(Listing planet, String home);

    byte[] unavailable();

    /// There is more to do than can be done in time.
    byte[] busy();

    /// @param allowed the methods there are
    byte[] noMethod(String method, String allowed);
}
