//! The book's number as bars: EAN-13, and the price beside it as EAN-5 (ISO/IEC 15420; GS1 General Specifications 5.2).

/// Light modules before the bars, and after them.
pub const QUIET: (u32, u32) = (11, 7);
/// Light modules between the number and the price, and after the price.
const GAP: u32 = 12;
const QUIET_AFTER_PRICE: u32 = 5;

/// The seven modules of each digit in set A; set B is C turned round, and C is A with bars for spaces.
const A: [u8; 10] = [
    0b000_1101, 0b001_1001, 0b001_0011, 0b011_1101, 0b010_0011, 0b011_0001, 0b010_1111, 0b011_1011, 0b011_0111,
    0b000_1011,
];
/// Which of the left six digits are of set B, by the first digit.
const FIRST: [u8; 10] = [
    0b00_0000, 0b00_1011, 0b00_1101, 0b00_1110, 0b01_0011, 0b01_1001, 0b01_1100, 0b01_0101, 0b01_0110, 0b01_1010,
];
/// Which digits of a price are of set B, by the check of all five.
const PRICE: [u8; 10] = [
    0b11000, 0b10100, 0b10010, 0b10001, 0b01100, 0b00110, 0b00011, 0b01010, 0b01001, 0b00101,
];

/// A barcode: bars and spaces of one module each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Barcode {
    /// The modules of the number, from its first bar: 95.
    pub number: Vec<bool>,
    /// The modules of the price: 47, or none.
    pub price: Vec<bool>,
}

impl Barcode {
    /// The bars of an ISBN-13, and of a price: five digits, the first the currency. `None` where either is anything else.
    pub fn new(isbn: &str, price: Option<&str>) -> Option<Barcode> {
        let isbn: [u8; 13] = digits(isbn)?.try_into().ok()?;
        let price = match price {
            Some(price) => add_on(digits(price)?.try_into().ok()?),
            None => Vec::new(),
        };
        Some(Barcode {
            number: number(isbn),
            price,
        })
    }

    /// How many modules it is wide with all that must be light around it.
    pub fn modules(&self) -> u32 {
        QUIET.0 + self.number.len() as u32 + self.after()
    }

    /// Modules from the number's last bar to the right end.
    fn after(&self) -> u32 {
        match self.price.len() as u32 {
            0 => QUIET.1,
            price => GAP + price + QUIET_AFTER_PRICE,
        }
    }

    /// The module that the price begins at.
    pub fn price_at(&self) -> u32 {
        QUIET.0 + self.number.len() as u32 + GAP
    }
}

/// The bars of modules: where each begins and how many it is wide.
pub fn bars(modules: &[bool]) -> Vec<(u32, u32)> {
    let mut out: Vec<(u32, u32)> = Vec::new();
    for (at, _) in modules.iter().enumerate().filter(|(_, dark)| **dark) {
        let at = at as u32;
        match out.last_mut() {
            Some((from, wide)) if *from + *wide == at => *wide += 1,
            _ => out.push((at, 1)),
        }
    }
    out
}

fn digits(text: &str) -> Option<Vec<u8>> {
    let digit = |c: char| c.to_digit(10).and_then(|d| u8::try_from(d).ok());
    text.chars().map(digit).collect()
}

fn number(isbn: [u8; 13]) -> Vec<bool> {
    let mut out = Vec::with_capacity(95);
    push(&mut out, 0b101, 3);
    let [first, rest @ ..] = isbn;
    let (left, right) = rest.split_at(6);
    for digit in in_sets(left, FIRST[usize::from(first)]) {
        push(&mut out, digit, 7);
    }
    push(&mut out, 0b01010, 5);
    for &digit in right {
        push(&mut out, set_c(digit), 7);
    }
    push(&mut out, 0b101, 3);
    out
}

fn add_on(price: [u8; 5]) -> Vec<bool> {
    let weigh = |(at, digit): (usize, &u8)| usize::from(*digit) * if at % 2 == 0 { 3 } else { 9 };
    let check: usize = price.iter().enumerate().map(weigh).sum();
    let mut out = Vec::with_capacity(47);
    push(&mut out, 0b1011, 4);
    for (at, digit) in in_sets(&price, PRICE[check % 10]).enumerate() {
        if at > 0 {
            push(&mut out, 0b01, 2);
        }
        push(&mut out, digit, 7);
    }
    out
}

/// The modules of digits of set A or B: a bit of `sets` for each, from the highest, says whether it is of B.
fn in_sets(digits: &[u8], sets: u8) -> impl Iterator<Item = u8> {
    let bits = (0..digits.len()).rev().map(move |at| sets >> at & 1 == 1);
    digits.iter().zip(bits).map(|(&digit, is_b)| match is_b {
        true => set_b(digit),
        false => set_a(digit),
    })
}

fn set_a(digit: u8) -> u8 {
    A[usize::from(digit)]
}

fn set_b(digit: u8) -> u8 {
    set_c(digit).reverse_bits() >> 1
}

fn set_c(digit: u8) -> u8 {
    !set_a(digit) & 0b111_1111
}

fn push(out: &mut Vec<bool>, modules: u8, count: u32) {
    out.extend((0..count).rev().map(|at| modules >> at & 1 == 1));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(modules: &[bool]) -> String {
        modules.iter().map(|&dark| if dark { '1' } else { '0' }).collect()
    }

    #[test]
    fn a_number_has_its_guards_and_ninety_five_modules() {
        let code = Barcode::new("9780306406157", None).expect("a barcode");
        let bits = written(&code.number);
        assert_eq!(bits.len(), 95);
        assert!(bits.starts_with("101") && bits.ends_with("101"));
        assert_eq!(&bits[45..50], "01010");
        // The second digit is a 7 in set A.
        assert_eq!(&bits[3..10], "0111011");
        assert_eq!(code.modules(), 113);
    }

    #[test]
    fn a_price_has_forty_seven_modules_and_a_gap() {
        let code = Barcode::new("9780306406157", Some("51899")).expect("a barcode");
        assert_eq!(code.price.len(), 47);
        assert!(written(&code.price).starts_with("1011"));
        assert_eq!(code.modules(), 11 + 95 + 12 + 47 + 5);
    }

    #[test]
    fn bars_are_runs_of_dark_modules() {
        assert_eq!(bars(&[true, false, true, true, false]), [(0, 1), (2, 2)]);
        assert_eq!(Barcode::new("978030640615", None), None);
        assert_eq!(Barcode::new("9780306406157", Some("1899")), None);
    }
}
