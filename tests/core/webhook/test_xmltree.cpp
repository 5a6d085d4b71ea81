// SPDX-License-Identifier: MIT
#include "core/webhook/xmltree.h"

#include <QTest>

using namespace kaunt;

namespace {

using Code = JsonError::Code;

/// As "key=text" with the source of each, its members in parentheses.
QString outline(const JsonValue& value, const QByteArray& source)
{
    QStringList parts;
    for (const JsonMember& member : value.members) {
        const JsonValue& one = member.value;
        const QString written = QString::fromUtf8(source.sliced(one.offset, one.length));
        parts.append(one.isObject() ? QStringLiteral("%1(%2)").arg(member.key, outline(one, source))
                                    : QStringLiteral("%1=%2 «%3»").arg(member.key, one.text, written));
    }
    return parts.join(QStringLiteral(", "));
}

} // namespace

class TestXmlTree : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWhatIsWritten_data();
    void readsWhatIsWritten();
    void saysWhereItStops_data();
    void saysWhereItStops();
    void expandsEntitiesWithinBounds();
    void boundsWhatIsDeclared_data();
    void boundsWhatIsDeclared();
    void isBounded();
};

void TestXmlTree::readsWhatIsWritten_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QString>("expected");
    QTest::newRow("text") << QByteArray("<a>x</a>") << QStringLiteral("a=x «<a>x</a>»");
    QTest::newRow("empty") << QByteArray("<a><b/><c></c></a>") << QStringLiteral("a(b= «<b/>», c= «<c></c>»)");
    QTest::newRow("attributes") << QByteArray("<a x = '1' y=\"&gt;'\"/>")
                                << QStringLiteral("a(@x=1 «x = '1'», @y=>' «y=\"&gt;'\"»)");
    QTest::newRow("prefixes") << QByteArray("<s:a xmlns:s='u'><t:b>1</t:b></s:a>")
                              << QStringLiteral("s:a(@xmlns:s=u «xmlns:s='u'», t:b=1 «<t:b>1</t:b>»)");
    QTest::newRow("mixed") << QByteArray("<a>æ𝄞 <b>1</b>\n</a>")
                           << QStringLiteral("a(#text=æ𝄞  «æ𝄞 », b=1 «<b>1</b>»)");
    QTest::newRow("escapes and CDATA in one")
        << QByteArray("<a>x &amp; <![CDATA[<y>]]></a>") << QStringLiteral("a=x & <y> «<a>x &amp; <![CDATA[<y>]]></a>»");
    QTest::newRow("around it")
        << QByteArray("\xEF\xBB\xBF<?xml version='1.0' encoding='UTF-16'?>\r\n<?p q?><a>1</a>\n<!--c-->")
        << QStringLiteral("?p=q «<?p q?>», a=1 «<a>1</a>», #comment=c «<!--c-->»");
    QTest::newRow("names of HTML") << QByteArray("<p>a&nbsp;b</p>") << QStringLiteral("p=a&nbsp;b «<p>a&nbsp;b</p>»");
}

void TestXmlTree::readsWhatIsWritten()
{
    QFETCH(const QByteArray, source);
    const auto document = parseXml(source);
    QVERIFY(document);
    QTEST(outline(*document, source), "expected");
}

void TestXmlTree::saysWhereItStops_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<Code>("code");
    QTest::addColumn<qsizetype>("offset");
    QTest::newRow("nothing") << QByteArray(" \n") << Code::Empty << qsizetype{0};
    QTest::newRow("another tag") << QByteArray("<a>æ</b></a>") << Code::Syntax << qsizetype{8};
    QTest::newRow("the end") << QByteArray("<a>") << Code::Syntax << qsizetype{3};
    QTest::newRow("no text at all") << QByteArray("x") << Code::Syntax << qsizetype{0};
    QTest::newRow("no utf-8") << QByteArray("<a>\xff</a>") << Code::Encoding << qsizetype{3};
    QTest::newRow("too deep") << QByteArray("<a><a><a><a/></a></a></a>") << Code::TooDeep << qsizetype{13};
}

void TestXmlTree::saysWhereItStops()
{
    QFETCH(const QByteArray, source);
    const auto document = parseXml(source, 3);
    QVERIFY(!document);
    QTEST(document.error().code, "code");
    QTEST(document.error().offset, "offset");
}

void TestXmlTree::expandsEntitiesWithinBounds()
{
    const auto document = parseXml("<!DOCTYPE a [<!ENTITY e 'x<b>1</b>'>]><a>&e;</a>");
    QVERIFY(document);
    const JsonValue* a = document->find(u"a");
    QVERIFY(a && a->find(u"b"));
    QCOMPARE(a->find(u"b")->text, QStringLiteral("1"));
    QByteArray laughs = "<!DOCTYPE a [<!ENTITY l0 'hahahahaha'>";
    for (int i = 1; i < 10; ++i)
        laughs +=
            "<!ENTITY l" + QByteArray::number(i) + " '" + ("&l" + QByteArray::number(i - 1) + ';').repeated(10) + "'>";
    QVERIFY(!parseXml(laughs + "]><a>&l9;</a>"));
    const QByteArray many = "<!DOCTYPE a [<!ENTITY e '" + QByteArray(4'000, 'x') + "'>]><a>";
    QVERIFY(!parseXml(many + QByteArray("&e;").repeated(100'000) + "</a>"));
    const QByteArray some = "<!DOCTYPE a [<!ENTITY e '" + QByteArray(64, 'x') + "'>]><a>";
    QVERIFY(!parseXml(some + QByteArray("&e;").repeated(150'000) + "</a>"));
    const QByteArray ofDeclaration = "<!DOCTYPE a [<!ENTITY % p '" + QByteArray(4'000, ' ') + "'>";
    QVERIFY(parseXml(ofDeclaration + "%p;]><a/>"));
    QVERIFY(!parseXml(ofDeclaration + QByteArray("%p;").repeated(3'000) + "]><a/>"));
}

void TestXmlTree::boundsWhatIsDeclared_data()
{
    QTest::addColumn<QByteArray>("declared");
    QTest::addColumn<bool>("isTaken");
    QTest::newRow("one") << QByteArray("<!ATTLIST b x CDATA '1'>") << true;
    QTest::newRow("many") << QByteArray("<!ATTLIST b") + QByteArray(" x CDATA ''").repeated(400) + '>' << false;
    QTest::newRow("many by an entity") << QByteArray("<!ENTITY % p \"<!ATTLIST b x CDATA ''>\">") +
                                              QByteArray("%p;").repeated(400)
                                       << false;
    QTest::newRow("nothing of attributes") << QByteArray("<!ENTITY e 'x'>").repeated(400) << true;
}

/// QXmlStreamReader looks through them for each element.
void TestXmlTree::boundsWhatIsDeclared()
{
    QFETCH(const QByteArray, declared);
    QFETCH(const bool, isTaken);
    const auto document = parseXml("<!DOCTYPE a [" + declared + "]><a/>");
    QCOMPARE(document.has_value(), isTaken);
    if (!isTaken)
        QCOMPARE(document.error().code, Code::TooLarge);
}

void TestXmlTree::isBounded()
{
    QByteArray element = "<a";
    for (int i = 0; i < 1'001; ++i)
        element += " a" + QByteArray::number(i) + "=''";
    const auto attributes = parseXml(element + "/>");
    QVERIFY(!attributes);
    QCOMPARE(attributes.error().code, Code::TooLarge);
    const QByteArray equalSigns(2'000, '=');
    QVERIFY(parseXml("<a b='\"" + equalSigns + "'>" + equalSigns + "<!--'" + equalSigns + "--><![CDATA[\"" +
                     equalSigns + "]]></a>"));
    const auto afterQuotes = parseXml("<!--<x y='--><a>'\"</a>" + element + " x='>\"'/>");
    QVERIFY(!afterQuotes);
    QCOMPARE(afterQuotes.error().code, Code::TooLarge);
    for (const char* sign : {"='", "&#61;'", "=&#39;&#39; b='"}) { // a tag in an entity
        QByteArray declared = "<!DOCTYPE a [<!ENTITY e \"&#60;a b='";
        for (int i = 0; i < 1'001; ++i)
            declared += "&#39; a" + QByteArray::number(i) + sign;
        const auto inEntity = parseXml(declared + "'/>\">]><a>&e;</a>");
        QVERIFY(!inEntity);
        QCOMPARE(inEntity.error().code, Code::TooLarge);
    }
    constexpr qsizetype mostValues = 10;
    const auto values = parseXml("<a>" + QByteArray("<b/>").repeated(11) + "</a>", 3, mostValues);
    QVERIFY(!values);
    QCOMPARE(values.error().code, Code::TooLarge);
}

QTEST_APPLESS_MAIN(TestXmlTree)
#include "test_xmltree.moc"
