/// What pages look like: a theme is a folder of templates, style sheets and pictures. [Themes] finds a planet's
/// and takes changes in; [Theme] renders; [TemplateCheck] refuses what would let a post's text out of its
/// place.
@NullMarked
package dev.orrery.publisher.theme;

import org.jspecify.annotations.NullMarked;
