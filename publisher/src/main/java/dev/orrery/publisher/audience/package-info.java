/// Tells open pages what changed: new, edited and withdrawn posts, as server-sent events.
///
/// [Audience] knows which views somebody looks at, and reads a view's [dev.orrery.publisher.library.Stand] anew when
/// a change that concerns it was heard; [Watched] is one such view, [Listener] one open page, [Message] what it
/// is told. [Door] is the HTTP side.
@NullMarked
package dev.orrery.publisher.audience;

import org.jspecify.annotations.NullMarked;
