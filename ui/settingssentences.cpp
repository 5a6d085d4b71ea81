// SPDX-License-Identifier: MIT
#include "ui/sentences.h"

#include <QCoreApplication>
#include <QLocale>

#include <limits>

namespace kaunt {

namespace {

/// The context that translators see these sentences in.
struct SettingsSentences {
    Q_DECLARE_TR_FUNCTIONS(SettingsSentences)
};

/// As it may be written. What a qint64 may be at most is no double: the nearest is one more.
QString boundText(double bound)
{
    if (bound >= static_cast<double>(std::numeric_limits<qint64>::max()))
        return QString::number(std::numeric_limits<qint64>::max());
    return QString::number(bound, 'f', QLocale::FloatingPointShortest);
}

Sentence cutListSentence(const SettingsError& error)
{
    const QString entry = QString::number(error.least, 'f', QLocale::FloatingPointShortest);
    const QString key = error.key.section(u'/', 1).replace(u'/', u'\\'); // as it stands in the file
    const QString is = error.text.isEmpty() ? SettingsSentences::tr("%1 is not there.").arg(key)
                                            : SettingsSentences::tr("%1 is %2.").arg(key, quotedText(error.text));
    if (error.code == SettingsError::Code::EntryMissing)
        return {SettingsSentences::tr("The settings %1 have a list with an entry that is not there.").arg(error.path),
                SettingsSentences::tr("There is no entry %1 under [%2].").arg(entry, error.key.section(u'/', 0, 0)) +
                    u' ' + is,
                SettingsSentences::tr("Number the entries from 1 without gaps, and write into %1 how many they are.")
                    .arg(key)};
    return {SettingsSentences::tr("The settings %1 have a list with an entry that would be left out.").arg(error.path),
            SettingsSentences::tr("There is an entry %1 under [%2].").arg(entry, error.key.section(u'/', 0, 0)) + u' ' +
                is,
            SettingsSentences::tr("Write %1=%2 there, or remove the entries that are not wanted.").arg(key, entry)};
}

} // namespace

Sentence unkeptSentence(const SettingsError& error)
{
    Sentence sentence = sentenceFor(error);
    const QString meanwhile = SettingsSentences::tr(
        "What was entered holds for now, and is written as soon as that can be; when the program ends before, it is "
        "lost.");
    sentence.reason = sentence.reason.isEmpty() ? meanwhile : sentence.reason + u' ' + meanwhile;
    return sentence;
}

Sentence overtakenSentence(const QString& path)
{
    return {
        SettingsSentences::tr("What was entered is not saved: another program has changed the settings %1 meanwhile.")
            .arg(path),
        SettingsSentences::tr("They hold from now on as they are there; only address and port stay as they are here "
                              "until the program ends."),
        SettingsSentences::tr("Look at them in the settings (Ctrl+,), and enter there what is to be otherwise.")};
}

Sentence sentenceFor(const SettingsError& error)
{
    switch (error.code) {
    case SettingsError::Code::NotReadable:
        return {SettingsSentences::tr("The settings %1 can't be read.").arg(error.path),
                {},
                SettingsSentences::tr("Check the file's permissions, or move it away to begin anew.")};
    case SettingsError::Code::NotUtf8:
        return {SettingsSentences::tr("The settings %1 can't be read.").arg(error.path),
                SettingsSentences::tr("Line %1 is not in UTF-8.").arg(error.line),
                SettingsSentences::tr("Save the file as UTF-8 in your editor, or move it away to begin anew.")};
    case SettingsError::Code::NotUnderstood:
        return {SettingsSentences::tr("The settings %1 can't be read.").arg(error.path),
                SettingsSentences::tr(
                    "Line %1 is neither a section in brackets, nor a comment behind a semicolon, nor a key "
                    "with = and a value.")
                    .arg(error.line),
                SettingsSentences::tr("Mend that line, or remove it.")};
    case SettingsError::Code::EntryBeyondSize:
    case SettingsError::Code::EntryMissing:
        return cutListSentence(error);
    case SettingsError::Code::NotWritable:
        return {SettingsSentences::tr("The settings %1 can't be written.").arg(error.path),
                error.systemText.isEmpty() ? QString()
                                           : SettingsSentences::tr("The system says: %1.").arg(error.systemText),
                SettingsSentences::tr("See that the disk has room, and that you may write the file and its folder.")};
    case SettingsError::Code::WrongValue:
        break;
    }
    QString reason = SettingsSentences::tr("%1 can't be %2.").arg(error.key, quotedText(error.text));
    if (error.most > 0)
        reason +=
            u' ' +
            SettingsSentences::tr("It is a number from %1 to %2.").arg(boundText(error.least), boundText(error.most));
    return {SettingsSentences::tr("The settings %1 have a wrong value.").arg(error.path), reason,
            SettingsSentences::tr("Mend that line, or remove it to have the default.")};
}

} // namespace kaunt
