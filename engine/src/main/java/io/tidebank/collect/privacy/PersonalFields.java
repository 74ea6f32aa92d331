package io.tidebank.collect.privacy;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names of fields that hold something personal, whatever their case and punctuation: {@code firstName},
 * {@code first_name} and {@code First Name} are one.
 */
public final class PersonalFields {

    /** Never kept, wherever they stand. */
    private static final Set<String> ALWAYS = Set.of(
            "firstname",
            "lastname",
            "middlename",
            "fullname",
            "givenname",
            "familyname",
            "surname",
            "nickname",
            "realname",
            "username",
            "loginname",
            "contactname",
            "customername",
            "recipientname",
            "recipient",
            "receivername",
            "email",
            "emailaddress",
            "mail",
            "useremail",
            "customeremail",
            "phone",
            "phonenumber",
            "userphone",
            "customerphone",
            "mobile",
            "mobilephone",
            "mobilenumber",
            "cellphone",
            "telephone",
            "tel",
            "fax",
            "whatsapp",
            "address",
            "address1",
            "address2",
            "addressline1",
            "addressline2",
            "streetaddress",
            "street",
            "homeaddress",
            "billingaddress",
            "shippingaddress",
            "deliveryaddress",
            "postcode",
            "postalcode",
            "zip",
            "zipcode",
            "birthday",
            "birthdate",
            "dateofbirth",
            "dob",
            "ip",
            "ipaddress",
            "clientip",
            "remoteip",
            "requestip",
            "latitude",
            "longitude",
            "passport",
            "passportnumber",
            "idcard",
            "idnumber",
            "ssn",
            "socialsecuritynumber",
            "taxid",
            "iban",
            "cardnumber",
            "creditcard",
            "password",
            "token",
            "accesstoken",
            "refreshtoken",
            "authtoken",
            "apikey",
            "secret",
            "cookie",
            "avatar",
            "photourl",
            "姓名",
            "昵称",
            "真实姓名",
            "收货人",
            "收件人",
            "联系人",
            "手机",
            "手机号",
            "手机号码",
            "联系电话",
            "电话",
            "邮箱",
            "电子邮箱",
            "地址",
            "收货地址",
            "详细地址",
            "街道",
            "邮编",
            "生日",
            "出生日期",
            "身份证",
            "身份证号",
            "密码");

    /** Never kept unless the brand says so: they tell browsers from each other. */
    private static final Set<String> AGENT = Set.of("useragent", "useragentdata");

    private static final Set<String> ADDRESS = Set.of("ip", "ipaddress", "clientip", "remoteip", "requestip");

    /** Never kept where they speak of a person; elsewhere they name a product, a page or an app. */
    private static final Set<String> OF_A_PERSON = Set.of("name", "title", "description", "website", "名字");

    /** Not kept of somebody who shall not be found: they tell that several events are one person's. */
    private static final Set<String> IDENTIFYING = Set.of(
            "userid",
            "uid",
            "useridentifier",
            "customerid",
            "customernumber",
            "customerno",
            "clientid",
            "clientnumber",
            "memberid",
            "membernumber",
            "memberno",
            "memberkey",
            "loyaltyid",
            "loyaltynumber",
            "loyaltycard",
            "accountid",
            "accountnumber",
            "subscriberid",
            "contactid",
            "leadid",
            "buyerid",
            "shopperid",
            "visitorid",
            "profileid",
            "personid",
            "externalid",
            "previousid",
            "anonymousid",
            "distinctid",
            "crossdomainid",
            "openid",
            "unionid",
            "wechatopenid",
            "wechatunionid",
            "externaluserid",
            "deviceid",
            "devicetoken",
            "pushtoken",
            "advertisingid",
            "idfa",
            "idfv",
            "gaid",
            "aaid",
            "oaid",
            "imei",
            "imsi",
            "androidid",
            "fingerprint",
            "cookieid",
            "sessionid",
            "sessionkey",
            "ga",
            "gid",
            "gaclientid",
            "fbp",
            "fbc",
            "gclid",
            "gbraid",
            "wbraid",
            "dclid",
            "gclsrc",
            "fbclid",
            "msclkid",
            "ttclid",
            "twclid",
            "lifatid",
            "yclid",
            "igshid",
            "sccid",
            "epik",
            "rdtcid",
            "clickid",
            "bdvid",
            "qhclickid",
            "gdtvid",
            "mceid",
            "mkttok",
            "hsenc",
            "veroid",
            "kx",
            "用户id",
            "用户编号",
            "用户标识",
            "会员id",
            "会员号",
            "会员编号",
            "会员卡号",
            "客户id",
            "客户编号",
            "买家id",
            "设备id",
            "设备号");

    /** The same where they speak of a person; elsewhere they number a product or a page. */
    private static final Set<String> NUMBER_OF_A_PERSON = Set.of("id", "uuid", "guid", "key", "number", "no", "code");

    /** What is inside speaks of a person. */
    private static final Set<String> PERSONS = Set.of(
            "traits",
            "user",
            "person",
            "customer",
            "buyer",
            "member",
            "contact",
            "sender",
            "receiver",
            "shipping",
            "billing",
            "shippinginfo",
            "billinginfo",
            "owner",
            "author",
            "device");

    private static final int MOST_REMEMBERED = 20_000;
    private static final int LONGEST_REMEMBERED = 64;

    private final Set<String> always;
    private final Set<String> numbers;
    private final ConcurrentHashMap<String, Verdict> known = new ConcurrentHashMap<>();

    /** What is done with a field. */
    public enum Verdict {
        KEEP,
        /** Kept, and what is inside speaks of a person. */
        KEEP_PERSON,
        /** Kept unless it speaks of a person. */
        KEEP_THING,
        /** The same, and kept in the address of a page, which speaks of the page. */
        KEEP_NUMBER,
        DROP
    }

    /**
     * The fields that a brand does not keep.
     *
     * @param more names of further fields
     */
    public PersonalFields(Set<String> more, Keep keep) {
        this(more.stream().map(PersonalFields::normal), keep, Set.of());
    }

    private PersonalFields(Stream<String> more, Keep keep, Set<String> numbers) {
        this.always = Stream.of(
                        ALWAYS.stream().filter(name -> !keep.address() || !ADDRESS.contains(name)),
                        AGENT.stream().filter(_ -> !keep.userAgent()),
                        more)
                .flatMap(names -> names)
                .collect(Collectors.toUnmodifiableSet());
        this.numbers = numbers;
    }

    /** The fields that are not kept of somebody who shall not be found, whatever the brand keeps of others. */
    public static PersonalFields ofNobody(Set<String> more) {
        Stream<String> names = Stream.concat(IDENTIFYING.stream(), more.stream().map(PersonalFields::normal));
        return new PersonalFields(names, Keep.NOTHING, NUMBER_OF_A_PERSON);
    }

    /**
     * What a brand keeps in spite of what it tells.
     *
     * @param address IP addresses
     * @param userAgent user agents
     */
    public record Keep(boolean address, boolean userAgent) {

        public static final Keep NOTHING = new Keep(false, false);
    }

    /** What is done with the field of this name. */
    public Verdict of(String field) {
        Verdict verdict = known.get(field);
        if (verdict == null) {
            verdict = judge(normal(field));
            if (field.length() <= LONGEST_REMEMBERED && known.size() < MOST_REMEMBERED) {
                known.put(field, verdict);
            }
        }
        return verdict;
    }

    private Verdict judge(String name) {
        if (always.contains(name)) {
            return Verdict.DROP;
        }
        if (PERSONS.contains(name)) {
            return Verdict.KEEP_PERSON;
        }
        if (OF_A_PERSON.contains(name)) {
            return Verdict.KEEP_THING;
        }
        return numbers.contains(name) ? Verdict.KEEP_NUMBER : Verdict.KEEP;
    }

    /** Letters and digits alone, in lower case. */
    private static String normal(String field) {
        StringBuilder letters = new StringBuilder(field.length());
        field.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(letters::appendCodePoint);
        return letters.toString();
    }
}
