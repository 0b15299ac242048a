/// What the embedded MongoDB-protocol server keeps its documents in: H2's MVStore, a file of sorted maps.
///
/// mongo-java-server speaks the protocol and understands queries; its own way onto MVStore writes and
/// compares documents and keys by Java's serialization and knows no index but unique ones. Here documents and
/// keys are BSON, a document stands where it was first written, and all indexes are real.
@NullMarked
package dev.orrery.local.documents;

import org.jspecify.annotations.NullMarked;
