// SPDX-License-Identifier: MIT
#include "ui/sentences.h"

#include "core/export/shellwords.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QHostAddress>
#include <QLocale>

#include <algorithm>

namespace kaunt {

namespace {

/// The context that translators see these sentences in.
struct Sentences {
    Q_DECLARE_TR_FUNCTIONS(Sentences)
};

QString takenBy(const ListenError& error)
{
    if (!error.owner)
        return Sentences::tr("Another program uses port %1 already.").arg(error.port);
    return Sentences::tr("%1 (process %2) uses port %3 already.")
        .arg(quotedText(error.owner->program), QString::number(error.owner->processId), QString::number(error.port));
}

QString elsewhereAdvice(const ListenError& error)
{
    const QStringList own{QStringLiteral("kaunt-monitor"), QStringLiteral("kauntctl")};
    if (error.owner && own.contains(error.owner->program)) // they have one settings file, unless told otherwise
        return Sentences::tr("Stop that program, or start this one with --listen and another port: in the settings it "
                             "would be the port of both, but where they have settings of their own (--config).");
    return Sentences::tr("Stop that program, or choose another port in the settings or with --listen.");
}

QString sayingOf(const LogError& error)
{
    return error.detail.isEmpty() ? QString() : Sentences::tr("The system says: %1.").arg(error.detail);
}

QString lockHolder(const LogError& error)
{
    return error.owner.isEmpty() ? Sentences::tr("another program") : error.owner;
}

/// What is to be done where the log can't be written.
QString storingAdvice(const LogError& error)
{
    using Code = LogError::Code;
    switch (error.code) {
    case Code::DiskFull:
        if (error.neededBytes >= 0)
            return Sentences::tr("Make room on the disk of %1: it takes %2 (%3 free).")
                .arg(error.path, QLocale().formattedDataSize(error.neededBytes),
                     QLocale().formattedDataSize(std::max(qint64{0}, error.freeBytes)));
        return error.freeBytes < 0 ? Sentences::tr("Make room on the disk of %1.").arg(error.path)
                                   : Sentences::tr("Make room on the disk of %1 (%2 free).")
                                         .arg(error.path, QLocale().formattedDataSize(error.freeBytes));
    case Code::IoError:
        return Sentences::tr("Check the disk of %1, or choose another folder with --data.").arg(error.path);
    case Code::Busy:
        return Sentences::tr("Close what else has %1 open.").arg(error.path);
    case Code::QueueFull:
        return Sentences::tr("Check what is slow about the disk.");
    default:
        return Sentences::tr("Try again; check the disk if it stays so.");
    }
}

/// Of a log that is open and can't take deliveries for a while.
Sentence interruptionSentence(const LogError& error)
{
    using Code = LogError::Code;
    const QString repeated = Sentences::tr("They are answered 503, so that Kaunt sends them again.");
    switch (error.code) {
    case Code::DiskFull:
        return {error.neededBytes < 0
                    ? Sentences::tr("Deliveries can't be stored: the disk is full.")
                    : Sentences::tr("Deliveries can't be stored: the log is damaged, and the disk has no room for a "
                                    "copy of what can be read."),
                repeated, storingAdvice(error)};
    case Code::IoError:
        return {Sentences::tr("Deliveries can't be stored: the disk reports an error (%1).").arg(error.detail),
                repeated, storingAdvice(error)};
    case Code::Busy:
        return {Sentences::tr("Deliveries can't be stored: %1 holds the log's lock.").arg(lockHolder(error)), repeated,
                storingAdvice(error)};
    case Code::Damaged:
        return {Sentences::tr("Deliveries can't be stored: the log %1 is damaged.").arg(error.path), repeated,
                Sentences::tr("Wait: what can be read is copied into a new log as soon as that can be done.")};
    case Code::QueueFull:
        return {Sentences::tr("More deliveries arrive than can be stored."),
                Sentences::tr("Those too many are answered 503, so that Kaunt sends them again."),
                storingAdvice(error)};
    default:
        return sentenceFor(error);
    }
}

/// Of one that can't be opened or read just now.
Sentence openingSentence(const LogError& error)
{
    using Code = LogError::Code;
    const QString happened = Sentences::tr("Can't open the log %1.").arg(error.path);
    switch (error.code) {
    case Code::DiskFull:
        return {happened, Sentences::tr("Its disk is full."), storingAdvice(error)};
    case Code::IoError:
        return {happened, Sentences::tr("Its disk reports an error (%1).").arg(error.detail), storingAdvice(error)};
    case Code::Busy:
        return {happened, Sentences::tr("Its lock is held by %1.").arg(lockHolder(error)), storingAdvice(error)};
    default:
        return {Sentences::tr("Something went wrong with the log %1.").arg(error.path), error.detail,
                storingAdvice(error)};
    }
}

/// Of one that another program receives to. What it advises works in a terminal, for this log.
Sentence inUseSentence(const LogError& error)
{
    const QString happened = Sentences::tr("Can't open the log %1.").arg(error.path);
    if (error.code == LogError::Code::OlderInUse)
        return {happened,
                Sentences::tr("It is in use by %1, and of an older version of this program.").arg(lockHolder(error)),
                Sentences::tr("Start that program anew, in the version that is installed now: then the log can be read "
                              "beside it.")};
    const QString folder = QFileInfo(error.path).path();
    return {happened, Sentences::tr("It is in use by %1.").arg(lockHolder(error)),
            Sentences::tr("Close that program, or choose another folder with --data. To look at what it holds "
                          "meanwhile: kauntctl export --data %1 --format kauntcap FILE, then kaunt-monitor FILE.")
                .arg(QString::fromLatin1(shellWord(folder.toUtf8())))};
}

QString salvagedText(const SalvageReport& report)
{
    if (report.isLost)
        return Sentences::tr("None of its deliveries could be read, and how many there were is not known.");
    return report.partial == 0 ? Sentences::tr("Deliveries copied into it: %1; that could not be read: %2.")
                                     .arg(report.salvaged)
                                     .arg(report.unreadable)
                               : Sentences::tr("Deliveries copied into it: %1, of which %2 only in part; that could "
                                               "not be read: %3.")
                                     .arg(report.salvaged)
                                     .arg(report.partial)
                                     .arg(report.unreadable);
}

QString notStored(DeliveryDetail detail)
{
    switch (detail) {
    case DeliveryDetail::Resource:
        return Sentences::tr("A fetched resource could not be stored.");
    case DeliveryDetail::Annotation:
        return Sentences::tr("A mark or note could not be stored.");
    case DeliveryDetail::Forward:
        return Sentences::tr("What became of forwarded deliveries could not be stored.");
    }
    return {};
}

} // namespace

QString Sentence::text() const
{
    QString text;
    for (const QString& part : {happened, reason, next}) {
        if (part.isEmpty())
            continue;
        // The system's words have none at their end.
        static const QString ends = QStringLiteral(".!?…:");
        if (!text.isEmpty())
            text += ends.contains(text.back()) ? QStringLiteral(" ") : QStringLiteral(". ");
        text += part;
    }
    return text;
}

Sentence sentenceFor(const ListenError& error)
{
    const bool isIPv6 = error.address.protocol() == QAbstractSocket::IPv6Protocol;
    const QString where = (isIPv6 ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2"))
                              .arg(error.address.toString(), QString::number(error.port));
    const QString happened = Sentences::tr("Can't listen on %1.").arg(where);
    switch (error.code) {
    case ListenError::Code::PortTaken:
        return {happened, takenBy(error), elsewhereAdvice(error)};
    case ListenError::Code::AddressNotAvailable:
        return {happened, Sentences::tr("This machine has no address %1.").arg(error.address.toString()),
                Sentences::tr("Choose 127.0.0.1 or another address of this machine.")};
    case ListenError::Code::NotPermitted:
        return {happened, Sentences::tr("The system does not let you use port %1.").arg(error.port),
                Sentences::tr("Choose a port from 1024 on.")};
    case ListenError::Code::TlsNotUsable:
        return error.tls ? sentenceFor(*error.tls) : Sentence{happened, {}, {}};
    case ListenError::Code::Other:
        break;
    }
    return {happened, Sentences::tr("The system says: %1.").arg(error.systemText),
            Sentences::tr("Choose another address or port.")};
}

Sentence retriedSentence(const ListenError& error)
{
    Sentence sentence = sentenceFor(error);
    if (mayPass(error))
        sentence.next += u' ' + Sentences::tr("It is tried again every few seconds.");
    return sentence;
}

Sentence sentenceFor(const LogError& error)
{
    using Code = LogError::Code;
    const QString log = Sentences::tr("the log %1").arg(error.path);
    switch (error.code) {
    case Code::NotWritable:
        return {Sentences::tr("Can't write %1.").arg(log), sayingOf(error),
                Sentences::tr("Check the folder's permissions and that its disk is not read-only, or choose another "
                              "with --data.")};
    case Code::NoThrowAwayFolder:
        return {Sentences::tr("Can't make a folder for the demo's log in %1.").arg(error.path), sayingOf(error),
                Sentences::tr("Check that folder's permissions, or set TMPDIR to another.")};
    case Code::LockedByOther:
    case Code::OlderInUse:
        return inUseSentence(error);
    case Code::Damaged:
        return {Sentences::tr("Can't read %1.").arg(log), Sentences::tr("It is damaged."),
                Sentences::tr(
                    "Start listening anew: what can be read is copied into a new log, and the damaged file is kept.")};
    case Code::Salvaging:
        return {Sentences::tr("The log %1 was found damaged.").arg(error.path),
                Sentences::tr("What can be read is being copied into a new one; until that is done deliveries are "
                              "answered 503, so that Kaunt sends them again."),
                Sentences::tr("Wait for it, then check the disk.")};
    case Code::NotOurs:
        return {Sentences::tr("Can't open %1.").arg(log), Sentences::tr("It is a database of another program."),
                Sentences::tr("Nothing was changed. Move the file away, or choose another folder with --data.")};
    case Code::TooNew:
        return {Sentences::tr("Can't read %1.").arg(log), Sentences::tr("A newer version of this program wrote it."),
                Sentences::tr("Install the newer version, or choose another folder with --data.")};
    case Code::Closing:
        return {Sentences::tr("The log is being closed."), {}, {}};
    case Code::NotFound:
        return {Sentences::tr("There is no log in %1.").arg(error.path),
                {},
                Sentences::tr("Start listening once, or name its folder with --data.")};
    case Code::Replaced:
        return {Sentences::tr("The log %1 was deleted or exchanged while it was in use.").arg(error.path),
                {},
                Sentences::tr("Leave the file in its place while the program runs.")};
    case Code::QueueFull:
        return interruptionSentence(error);
    default:
        return openingSentence(error);
    }
}

Sentence detailSentence(DeliveryDetail detail, const LogError& error)
{
    using Code = LogError::Code;
    const QString happened = notStored(detail);
    switch (error.code) {
    case Code::DiskFull:
        return {happened, Sentences::tr("The disk is full."), storingAdvice(error)};
    case Code::IoError:
        return {happened, Sentences::tr("The disk reports an error (%1).").arg(error.detail), storingAdvice(error)};
    case Code::Busy:
        return {happened, Sentences::tr("The log's lock is held by %1.").arg(lockHolder(error)), storingAdvice(error)};
    case Code::NotFound:
        return {happened, Sentences::tr("The delivery is no longer in the log."), {}};
    default:
        break;
    }
    const Sentence why = sentenceFor(error);
    return {happened, Sentence{why.happened, why.reason, {}}.text(), why.next};
}

Sentence storingSentence(const LogError& error)
{
    using Code = LogError::Code;
    Sentence sentence = interruptionSentence(error);
    if (error.code == Code::NotWritable || error.code == Code::LockedByOther || error.code == Code::Replaced)
        sentence.next += Sentences::tr(" Until then deliveries are answered 503, so that Kaunt sends them again.");
    return sentence;
}

Sentence replacedSentence(const QString& path)
{
    return {
        Sentences::tr("The log %1 was deleted or exchanged while it was in use.").arg(path),
        Sentences::tr("Deliveries are stored in what stands in its place now; those that it held are gone from here "
                      "with it."),
        Sentences::tr("Leave the file in its place while the program runs. How much is kept is set in the settings.")};
}

Sentence sentenceFor(const SalvageReport& report)
{
    return {Sentences::tr("The log was damaged, and a new one was begun."), salvagedText(report),
            Sentences::tr("The damaged file is kept as %1. Check the disk.").arg(report.keptAs)};
}

Sentence sentenceFor(const FilterError& error)
{
    const QString allowed = error.allowed.isEmpty()
                                ? QString()
                                : Sentences::tr("Possible are: %1.").arg(error.allowed.join(QLatin1String(", ")));
    switch (error.code) {
    case FilterError::Code::UnknownField:
        return {Sentences::tr("There is no field %1 to filter by.").arg(quotedText(error.text)), allowed,
                Sentences::tr("To search for a text with a colon, put it in quotes.")};
    case FilterError::Code::EmptyValue:
        return {error.text.isEmpty() ? Sentences::tr("A value is missing.")
                                     : Sentences::tr("A value is missing at %1.").arg(quotedText(error.text)),
                allowed,
                {}};
    case FilterError::Code::UnclosedQuote:
        return {Sentences::tr("The quote at %1 has no end.").arg(quotedText(error.text)),
                {},
                Sentences::tr("Add a closing quote.")};
    case FilterError::Code::WrongNumber:
        return {Sentences::tr("%1 is no number.").arg(quotedText(error.text)),
                {},
                Sentences::tr("Write attempt:2 or status:>=400.")};
    case FilterError::Code::WrongTime:
        return {Sentences::tr("%1 is no time.").arg(quotedText(error.text)),
                {},
                Sentences::tr("Write 30m, 2h, 7d, or a date such as 2026-01-31.")};
    case FilterError::Code::WrongPath:
        return {Sentences::tr("%1 is no field of a payload with its value.").arg(quotedText(error.text)),
                {},
                Sentences::tr("Write field:Total=12.50 or field:\"Lines[0].Text=Paper A4\".")};
    case FilterError::Code::TooMany:
        return {Sentences::tr("The filter has too many values, from %1 on.").arg(quotedText(error.text)),
                Sentences::tr("It can have %1, alternatives included.").arg(FilterExpression::mostValues),
                Sentences::tr("Look for a part that they have in common, or filter several times.")};
    case FilterError::Code::WrongValue:
        break;
    }
    if (allowed.isEmpty())
        return {Sentences::tr("%1 is not understood here.").arg(quotedText(error.text)),
                {},
                Sentences::tr("Put a space in front of it, or all that belongs together in quotes.")};
    return {Sentences::tr("%1 is no value of this field.").arg(quotedText(error.text)), allowed, {}};
}

Sentence sentenceFor(const SecretError& error)
{
    switch (error.code) {
    case SecretError::Code::NotFound:
        return {Sentences::tr("No secret is kept as %1.").arg(quotedText(error.detail)),
                {},
                Sentences::tr("Enter it in the settings.")};
    case SecretError::Code::Denied:
        return {Sentences::tr("The place where secrets are kept was not opened."), error.detail,
                Sentences::tr("Unlock the keyring; if it is a file, make it readable for you alone (chmod 600).")};
    case SecretError::Code::NotAvailable:
        return {Sentences::tr("Secrets can't be kept."), error.detail,
                Sentences::tr("Start a keyring service, or set KAUNT_SECRET_STORE=file.")};
    case SecretError::Code::Failed:
        break;
    }
    return {
        Sentences::tr("A secret could not be read or written."), error.detail,
        Sentences::tr("Try again. If it is a file, see that you may read and write it and that its disk has room, or "
                      "take it away and enter the secrets anew in the settings.")};
}

} // namespace kaunt
