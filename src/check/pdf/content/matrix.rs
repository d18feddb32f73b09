//! Transformations of the plane (ISO 32000-1, 8.3.3).

/// `[a b c d e f]` of a transformation.
#[derive(Clone, Copy, Debug)]
pub(in crate::check::pdf) struct Matrix([f64; 6]);

impl Matrix {
    pub const ONE: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// The matrix of six operands.
    pub fn of(numbers: &[f64]) -> Option<Matrix> {
        Some(Matrix(numbers.try_into().ok()?))
    }

    /// A move.
    pub fn shift(x: f64, y: f64) -> Matrix {
        Matrix([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// What happens when this is applied first and `after` then.
    pub fn then(self, after: Matrix) -> Matrix {
        let ([a, b, c, d, e, f], [p, q, r, s, t, u]) = (self.0, after.0);
        Matrix([
            a * p + b * r,
            a * q + b * s,
            c * p + d * r,
            c * q + d * s,
            e * p + f * r + t,
            e * q + f * s + u,
        ])
    }

    /// Where a point comes to stand.
    pub fn apply(self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// How long a step across, and one up, becomes.
    pub fn lengths(self) -> (f64, f64) {
        let [a, b, c, d, ..] = self.0;
        (length(a, b), length(c, d))
    }
}

/// How long a step is. `hypot` gives other last digits on other machines.
pub(super) fn length(across: f64, up: f64) -> f64 {
    (across * across + up * up).sqrt()
}
