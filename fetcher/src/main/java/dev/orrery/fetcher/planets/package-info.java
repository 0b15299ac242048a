/// Planets: what their owners wrote into files, and what the fetcher made of it.
///
/// [PlanetFile] reads one file into a planet or into problems with line and key; it needs nothing of a running
/// fetcher, so whoever starts one can check the files first. [PlanetFolder] watches the files and hands what
/// changed to [Planets], which keeps planets and their subscriptions in the database. [PlanetAnnouncer] brings what
/// is new there to `orrery.planets`.
@NullMarked
package dev.orrery.fetcher.planets;

import org.jspecify.annotations.NullMarked;
