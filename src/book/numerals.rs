//! Numbers as books count with them.

/// A number in roman numerals, upper case; 0 and what is from 4000 on in digits.
pub fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&number) {
        return number.to_string();
    }
    let mut rest = number;
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    out
}

/// A for 1, B for 2; after Z, AA. Nothing for 0.
pub fn letters(mut number: u32) -> String {
    let mut out = Vec::new();
    while number > 0 {
        let digit = ((number - 1) % 26) as u8;
        out.push(char::from(b'A' + digit));
        number = (number - 1) / 26;
    }
    out.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_have_roman_numerals() {
        let numerals = [1, 4, 9, 14, 40, 1994, 4000].map(roman);
        assert_eq!(numerals, ["I", "IV", "IX", "XIV", "XL", "MCMXCIV", "4000"]);
    }

    #[test]
    fn appendices_go_on_after_z() {
        let letters = [1, 26, 27, 52, 53, 703].map(letters);
        assert_eq!(letters, ["A", "Z", "AA", "AZ", "BA", "AAA"]);
    }
}
