package dev.orrery.publisher.page;

import dev.orrery.events.Placement;
import dev.orrery.publisher.library.Names;
import dev.orrery.publisher.library.View;
import dev.orrery.publisher.serve.Address;
import dev.orrery.publisher.serve.Format;
import dev.orrery.publisher.serve.Wanted;
import org.jspecify.annotations.Nullable;

/// Links from one of a planet's pages to its others. They are relative, because the same bytes are served below
/// a folder and on a host of the planet's own.
///
/// @param up from the page to the planet's
record Links(String up) {
    /// @param self the page's address below the planet's
    static Links from(String self) {
        return new Links(Address.up(self));
    }

    /// @param address below the planet's
    String to(String address) {
        return address.isEmpty() || !up.equals("./") ? up + address : address;
    }

    String to(Wanted wanted) {
        return to(Address.of(wanted));
    }

    String to(View view) {
        return to(Address.of(view));
    }

    /// The page of one post.
    String entry(String entryId, @Nullable String title) {
        return to(Address.entry(entryId, title));
    }

    String entry(Placement placement) {
        return entry(placement.entryId(), placement.entry().title());
    }

    /// What tells why the post is there.
    String why(String entryId) {
        return to(new Wanted(new View.Single(entryId), 1, Format.WHY));
    }

    /// An author's posts; null where nothing of their name can stand in an address.
    @Nullable
    String author(String name) {
        var inAddress = Names.inAddress(name);
        return inAddress.isEmpty() ? null : to(new View.By(inAddress));
    }
}
