package io.tidebank.collect.format;

/**
 * Tells text in GB18030 from text of other encodings, which is often well-formed GB18030 too: the two bytes of
 * {@code ür} in windows-1252 are a character that nobody writes. In Chinese text most characters are common ones, and
 * they do not stand alone between Latin letters.
 */
final class ChineseCheck {

    private long common;
    private long odd;
    private int lead;
    private boolean letterBefore;
    private int inRun;
    private boolean lastCommon;

    void update(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            int b = bytes[i] & 0xff;
            if (lead > 0) {
                second(b);
            } else if (b >= 0x80) {
                lead = b;
            } else {
                plain(b);
            }
        }
    }

    /** Whether most of what is beyond ASCII is common Chinese. To be asked at the end of the stream. */
    boolean isChinese() {
        return common > 0 && common >= odd;
    }

    private void second(int b) {
        if (b >= 0x40 && b != 0x7f && b != 0xff && lead > 0x80 && lead != 0xff) {
            lastCommon = isCommon(lead, b);
            common += lastCommon ? 1 : 0;
            odd += lastCommon ? 0 : 1;
            inRun++;
            lead = 0;
            return;
        }
        odd++;
        lastCommon = false;
        inRun++;
        lead = 0;
        if (b >= 0x80) {
            lead = b;
        } else {
            plain(b);
        }
    }

    /** One character alone between letters was a common one by chance. */
    private void plain(int b) {
        if (inRun == 1 && lastCommon && letterBefore && isLetter(b)) {
            common--;
            odd++;
        }
        inRun = 0;
        letterBefore = isLetter(b);
    }

    /** Signs and full-width letters, and the characters of daily use: GB 2312, rows 1 to 3 and 16 to 55. */
    private static boolean isCommon(int lead, int trail) {
        return trail >= 0xa1 && ((lead >= 0xa1 && lead <= 0xa3) || (lead >= 0xb0 && lead <= 0xd7));
    }

    private static boolean isLetter(int b) {
        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'z';
    }
}
