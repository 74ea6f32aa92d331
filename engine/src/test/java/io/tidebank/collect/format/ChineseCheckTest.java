package io.tidebank.collect.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;

class ChineseCheckTest {

    private static boolean isChinese(String text, String charset) {
        byte[] bytes = text.getBytes(Charset.forName(charset));
        ChineseCheck check = new ChineseCheck();
        for (byte b : bytes) {
            check.update(new byte[] {b}, 1);
        }
        return check.isChinese();
    }

    @Test
    void textOfWesternEuropeIsNotChineseThoughItsBytesMayBe() {
        assertThat(isChinese("1;Größe 0;10,50\n", "windows-1252")).isFalse();
        assertThat(isChinese("Größe,Müller,Käse,Öl,Crème,für,garçon\n", "windows-1252"))
                .isFalse();
        assertThat(isChinese("PROMOÇÃO,AÇÃO,SÃO JOÃO\n", "windows-1252")).isFalse();
        assertThat(isChinese("Straße,Ångström,Île,Señora,£9,10 €\n", "windows-1252"))
                .isFalse();
        assertThat(isChinese("Größe", "ISO-8859-1")).isFalse();
    }

    @Test
    void otherEncodingsAreNotChineseEither() {
        assertThat(isChinese("Москва,Санкт-Петербург,Чай", "windows-1251")).isFalse();
        assertThat(isChinese("訂單編號,商品名稱,會員", "Big5")).isFalse();
        assertThat(isChinese("ご注文番号,商品名,お届け先", "Shift_JIS")).isFalse();
    }

    @Test
    void exportsOfChineseShopsAre() {
        assertThat(isChinese("订单编号,买家会员名,买家实际支付金额,订单状态\n1,甲,5.00,交易成功\n", "GBK"))
                .isTrue();
        assertThat(isChinese("order,name\n1,张喆\n", "GBK")).isTrue();
        assertThat(isChinese("T恤,XL码,iPhone壳,A套B款,杯子\n", "GBK")).isTrue();
        assertThat(isChinese("id,说明\n1,“好评”——很好！\n", "GB18030")).isTrue();
    }
}
