"""The screen: Textual widgets over the core. Widgets hold scroll, caret and caches; everything else is in a Reading."""
