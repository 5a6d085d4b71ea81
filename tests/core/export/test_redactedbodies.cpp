// SPDX-License-Identifier: MIT
#include "core/export/redaction.h"
#include "core/sha256.h"
#include "core/webhook/inflated.h"
#include "tests/core/export/settledredaction.h"
#include "tests/support/gzipped.h"

#include <QJsonDocument>
#include <QRandomGenerator>
#include <QStringEncoder>
#include <QTest>

#include <array>
#include <utility>

using namespace kaunt;
using namespace kaunt::test;

namespace {

QByteArray unpacked(const QByteArray& bytes)
{
    return inflated(bytes, DeflateFormat::ZlibOrGzip, 10'000).bytes;
}

/// Texts of JSON with all that is hard to read in their strings. What is called like a credential has LEAK in it, and
/// so has what is one by its looks.
class MadeJson {
public:
    explicit MadeJson(quint32 seed)
        : m_random(seed)
    {
    }

    QByteArray next() { return object(3, false); }

private:
    int below(int count) { return m_random.bounded(count); }

    QByteArray object(int depth, bool isCredential)
    {
        static const std::array<std::pair<const char*, bool>, 8> names{{{"a", false},
                                                                        {"token", true},
                                                                        {"the \"token\"", true},
                                                                        {"x y\\", false},
                                                                        {"apiKeys (old)", true},
                                                                        {"Url", false},
                                                                        {"Log", false},
                                                                        {"Client Secret", true}}};
        QByteArray made = "{";
        for (int i = below(5) + (depth == 3 ? 2 : 0); i > 0; --i) {
            const auto& [name, isOne] = names.at(static_cast<size_t>(below(names.size())));
            made += string(name) + (below(2) == 0 ? ":" : " : ") + value(depth - 1, isCredential || isOne);
            made += i > 1 ? "," : "";
        }
        return made + '}';
    }

    QByteArray value(int depth, bool isCredential)
    {
        switch (below(depth > 0 ? 7 : 4)) {
        case 0:
            return isCredential ? "987654321" : "12.5e3";
        case 1:
            return below(2) == 0 ? "true" : "null";
        case 2:
        case 3:
            return string(words(depth, isCredential));
        case 4:
            return '[' + value(depth - 1, isCredential) + ", " + value(depth - 1, isCredential) + ']';
        case 5:
            return pair();
        default:
            return object(depth, isCredential);
        }
    }

    QByteArray pair()
    {
        const QByteArray name = string("name") + ':' + string("Authorization");
        const QByteArray value = string("value") + ':' + string("LEAK");
        return '{' + (below(2) == 0 ? name + ",\"type\":1," + value : value + ",\"type\":[]," + name) + '}';
    }

    QByteArray words(int depth, bool isCredential)
    {
        static constexpr std::array some{"a",
                                         "\\",
                                         "\"",
                                         "x\\\"y",
                                         "{",
                                         "}",
                                         ",",
                                         ":",
                                         "\n",
                                         "\\\\",
                                         "é<b>",
                                         "?sig=1\\",
                                         "+%2",
                                         " Bearer LEAK1/cd+ef34567== ",
                                         " Basic TEVBSzpMRUFL ",
                                         "https://h/x?token=LEAK&b=1",
                                         "//u:LEAK@h\\",
                                         " whsec-LEAK6789 ",
                                         "?m=Bearer+LEAK1%2Fab45678 "};
        QByteArray made;
        for (int i = below(5); i > 0; --i)
            made += some.at(static_cast<size_t>(below(some.size())));
        if (depth > 0 && below(3) == 0)
            made += below(3) == 0   ? "data: " + object(depth - 1, isCredential).toBase64() + " "
                    : below(2) == 0 ? object(depth - 1, isCredential)
                                    : " /x?data=" + object(depth - 1, isCredential).toPercentEncoding() + "&b ";
        return isCredential ? made + "LEAK" : made;
    }

    /// As serializers differ in it: what need not be escaped may be.
    QByteArray string(const QByteArray& text)
    {
        const int often = below(3) == 0 ? 4 : 1'000;
        QByteArray made = "\"";
        for (const char c : text) {
            if (c >= 0 && (c < ' ' || c == '"' || c == '\\' || below(often) == 0))
                made += below(2) == 0 && (c == '"' || c == '\\') ? QByteArray("\\") + c
                                                                 : "\\u00" + QByteArray(1, c).toHex();
            else
                made += c == '/' && below(2) == 0 ? QByteArray("\\/") : QByteArray(1, c);
        }
        return made + '"';
    }

    QRandomGenerator m_random;
};

} // namespace

class TestRedactedBodies final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void looksIntoPackedBodies();
    void looksIntoOtherCharsets();
    void replacesPackedBodiesThatCannotBeRead();
    void leavesJsonWhatItWas();
};

void TestRedactedBodies::looksIntoPackedBodies()
{
    const QByteArray secret = "whsec-0123456789abcdef";
    DeliveryRecord record;
    record.headers = {{"Content-Encoding", "gzip"}};
    record.body = gzipped(R"({"Id":"a","Password":"LEAK","Echo":")" + secret + "\"}");
    record.summary.bodyBytes = record.body.size();
    record.summary.verdict = Verdict::Mismatch;
    const QJsonObject difference{{QStringLiteral("received"), QStringLiteral("4c45414b")}};
    record.summary.diagnosis = Diagnosis{QStringLiteral("unknown"), {{QStringLiteral("difference"), difference}}};
    ResourceRecord resource;
    resource.body = gzipped("{\"token\":\"LEAK\"}");
    QList<ResourceRecord> resources{resource};
    RedactionCounts counts;
    QVERIFY(redact(record, resources, SoughtSecrets({secret}), counts));
    QCOMPARE(unpacked(record.body), QByteArray(R"({"Id":"a","Password":"[redacted]","Echo":"[redacted]"})"));
    QCOMPARE(unpacked(resources.constFirst().body), QByteArray("{\"token\":\"[redacted]\"}"));
    QVERIFY(!record.isBodyCut());
    QCOMPARE(record.summary.bodySha256, sha256(record.body).toHex());
    QVERIFY(record.summary.diagnosis->detail.value(u"difference").toObject().isEmpty());

    const QByteArray harmless = record.body;
    QVERIFY(!redact(record, resources, SoughtSecrets({secret}), counts));
    QCOMPARE(record.body, harmless);
}

void TestRedactedBodies::looksIntoOtherCharsets()
{
    const auto utf16 = [](const QString& text) {
        return QByteArray(QStringEncoder(QStringConverter::Utf16LE, QStringConverter::Flag::WriteBom).encode(text));
    };
    DeliveryRecord record;
    record.body = utf16(QStringLiteral(R"({"Id":"a","password":"LEAK","Log":"whsec-0123456789abcdef"})"));
    QList<ResourceRecord> none;
    RedactionCounts counts;
    QVERIFY(redact(record, none, SoughtSecrets({"whsec-0123456789abcdef"}), counts));
    QCOMPARE(record.body, utf16(QStringLiteral(R"({"Id":"a","password":"[redacted]","Log":"[redacted]"})")));
    QCOMPARE(counts.value(QStringLiteral("password")), 1);
}

void TestRedactedBodies::replacesPackedBodiesThatCannotBeRead()
{
    DeliveryRecord record;
    record.headers = {{"Content-Encoding", "gzip"}};
    record.body = gzipped("{\"Password\":\"LEAK\"}").chopped(12);
    record.summary.bodyBytes = record.body.size() + 12;
    QList<ResourceRecord> none;
    RedactionCounts counts;
    QVERIFY(redact(record, none, {}, counts));
    QCOMPARE(record.body, QByteArray(redactedText));
    QVERIFY(record.isBodyCut());
    QCOMPARE(counts, (RedactionCounts{{QStringLiteral("packed body"), 1}}));
}

/// Whatever is in its strings, and nothing of a credential is left.
void TestRedactedBodies::leavesJsonWhatItWas()
{
    MadeJson made(7);
    constexpr int texts = 300;
    for (int i = 0; i < texts; ++i) {
        const QByteArray text = made.next();
        checkSettles(text, SoughtSecrets({"whsec-LEAK6789"}));
        DeliveryRecord record;
        record.body = text;
        record.headers = {{"X-Data", text}};
        record.headers += Header{"Content-Type", i % 2 == 0 ? "application/json" : "application/x-www-form-urlencoded"};
        QList<ResourceRecord> none;
        RedactionCounts counts;
        (void)redact(record, none, SoughtSecrets({"whsec-LEAK6789"}), counts);
        for (const QByteArray& left : {record.body, record.headers.constFirst().value}) {
            QVERIFY2(!QJsonDocument::fromJson(left).isNull(), (text + "\nbecame\n" + left).constData());
            QVERIFY2(!left.contains("LEAK") && !left.contains("987654321"), (text + "\nbecame\n" + left).constData());
        }
    }
}

QTEST_GUILESS_MAIN(TestRedactedBodies)
#include "test_redactedbodies.moc"
