//! Pages as the typesetter makes them.

mod bleed;
mod faults;
mod math;
mod pages;
mod theme;
