// SPDX-License-Identifier: MIT
#include "ui/listeningsentences.h"

#include <QTest>

using namespace kaunt;

/// What the window and kauntctl say of where and for whom is listened.
class TestListeningSentences final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsWhoCanReachIt();
    void namesWhatHasNoSecret();
    void tellsAnAddressAsItIsEntered();
};

void TestListeningSentences::tellsWhoCanReachIt()
{
    const auto at = [](const char* scheme, const char* address) {
        const QString host = QLatin1String(address);
        return ListeningEndpoint{QStringLiteral("default"),
                                 QUrl(QStringLiteral("%1://127.0.0.1:8787/webhooks/kaunt").arg(QLatin1String(scheme))),
                                 QHostAddress(host)};
    };
    QVERIFY(!exposureSentence({}));
    QVERIFY(!exposureSentence({at("http", "127.0.0.1"), at("http", "::1")}));
    const auto plain = exposureSentence({at("http", "0.0.0.0")});
    QVERIFY(plain);
    QCOMPARE(plain->happened,
             QStringLiteral("This receiver can be reached from other machines, at 0.0.0.0 port 8787."));
    QVERIFY(plain->next.contains(QStringLiteral("TLS")));
    const auto encrypted = exposureSentence({at("https", "192.168.1.20")});
    QVERIFY(encrypted);
    QVERIFY(encrypted->next.isEmpty());
}

void TestListeningSentences::namesWhatHasNoSecret()
{
    Endpoint has;
    has.name = QStringLiteral("has");
    has.secrets = {SigningSecret{QStringLiteral("current"), "whsec", false}};
    Endpoint isRetired = has;
    isRetired.name = QStringLiteral("retired");
    isRetired.secrets.first().retired = true;
    Endpoint isEmpty;
    isEmpty.name = QStringLiteral("empty");
    QVERIFY(endpointsWithoutSecret({has}).isEmpty());
    QCOMPARE(endpointsWithoutSecret({isEmpty, has, isRetired}), (QStringList{isEmpty.name, isRetired.name}));
    Endpoint isUnread = has;
    isUnread.name = QStringLiteral("unread");
    isUnread.secrets = {SigningSecret{QStringLiteral("current"), {}, false, QStringLiteral("webhook/unread/current")}};
    QCOMPARE(endpointsWithoutSecret({isUnread, isEmpty}), QStringList{isEmpty.name});
    QCOMPARE(endpointsWithUnreadSecret({isUnread, isEmpty, has, isRetired}), QStringList{isUnread.name});
    const Sentence unread = unreadSecretSentence({isUnread.name});
    QCOMPARE(unread.happened, QStringLiteral("The signing secret could not be read for “unread”."));
    const Sentence sentence = secretlessSentence({isEmpty.name});
    QCOMPARE(sentence.happened, QStringLiteral("There is no signing secret for “empty”."));
    QVERIFY(sentence.reason.contains(QStringLiteral("503")));
}

/// By --listen; "::1:8787" would be an address without a port. An interface may have a number for a name.
void TestListeningSentences::tellsAnAddressAsItIsEntered()
{
    const auto happened = [](const char* address) {
        const QHostAddress there{QString::fromLatin1(address)};
        return sentenceFor(ListenError{ListenError::Code::PortTaken, there, 8'787, {}, {}, {}}).happened;
    };
    QCOMPARE(happened("127.0.0.1"), QStringLiteral("Can't listen on 127.0.0.1:8787."));
    QCOMPARE(happened("::1"), QStringLiteral("Can't listen on [::1]:8787."));
    QCOMPARE(happened("fe80::1%2"), QStringLiteral("Can't listen on [fe80::1%2]:8787."));
}

QTEST_GUILESS_MAIN(TestListeningSentences)
#include "test_listeningsentences.moc"
