// SPDX-License-Identifier: MIT
#include "ui/settingswording.h"

#include "ui/visibletext.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>

namespace kaunt {

namespace {

struct SettingsWording {
    Q_DECLARE_TR_FUNCTIONS(SettingsWording)
};

struct FlawWords {
    SettingsFlaw flaw;
    const char* words;
};

constexpr std::array flawWords{
    FlawWords{SettingsFlaw::NameEmpty, QT_TRANSLATE_NOOP("SettingsWording", "Give it a name.")},
    FlawWords{SettingsFlaw::NameTaken,
              QT_TRANSLATE_NOOP("SettingsWording", "There is one of this name already. Choose another.")},
    FlawWords{SettingsFlaw::NameCharacter,
              QT_TRANSLATE_NOOP("SettingsWording", "A name can't have “/” or a line break in it.")},
    FlawWords{SettingsFlaw::PathNotUsable,
              QT_TRANSLATE_NOOP("SettingsWording",
                                "A path begins with “/”, has no blanks, “?” or “#” in it, and is not too long.")},
    FlawWords{SettingsFlaw::PathIsUrl,
              QT_TRANSLATE_NOOP("SettingsWording",
                                "This is a whole URL. Enter its path alone, which begins with the “/” behind the "
                                "host; what a “?” follows does not belong to it.")},
    FlawWords{SettingsFlaw::PathTaken,
              QT_TRANSLATE_NOOP("SettingsWording", "Another endpoint has this path already. Choose another.")},
    FlawWords{SettingsFlaw::AddressNotUsable,
              QT_TRANSLATE_NOOP("SettingsWording",
                                "This is no IP address. Enter one of this machine's, such as 192.168.1.20.")},
    FlawWords{SettingsFlaw::UrlNotUsable,
              QT_TRANSLATE_NOOP("SettingsWording", "This is no complete URL, such as https://api.kaunt.com.")},
    FlawWords{SettingsFlaw::WebUrlNotUsable,
              QT_TRANSLATE_NOOP("SettingsWording",
                                "This is no complete http or https URL: it begins with one of them and “://”, and "
                                "has a host.")},
    FlawWords{
        SettingsFlaw::UrlNotEncrypted,
        QT_TRANSLATE_NOOP("SettingsWording", "Credentials go over https only, or over http to this machine itself.")},
    FlawWords{SettingsFlaw::UrlWithPassword,
              QT_TRANSLATE_NOOP("SettingsWording", "There can be no user name or password in it.")},
    FlawWords{
        SettingsFlaw::UrlWithMore,
        QT_TRANSLATE_NOOP("SettingsWording", "There is more behind the host than can be used here. Leave it out.")},
    FlawWords{SettingsFlaw::TenantEmpty,
              QT_TRANSLATE_NOOP("SettingsWording", "Enter the tenant's id, as it stands in its events.")},
    FlawWords{SettingsFlaw::TenantReserved,
              QT_TRANSLATE_NOOP("SettingsWording", "No tenant can be called “default”. Enter the tenant's id.")},
    FlawWords{SettingsFlaw::TenantTaken, QT_TRANSLATE_NOOP("SettingsWording", "This tenant has credentials already.")},
    FlawWords{SettingsFlaw::ClientIdMissing,
              QT_TRANSLATE_NOOP("SettingsWording", "Enter the client id that belongs to it.")},
    FlawWords{SettingsFlaw::FileNotAbsolute,
              QT_TRANSLATE_NOOP("SettingsWording", "Enter the whole path of the file, from the root on.")},
    FlawWords{SettingsFlaw::TargetMissing,
              QT_TRANSLATE_NOOP("SettingsWording", "Enter the URL that deliveries go on to.")},
    FlawWords{SettingsFlaw::TargetIsOwn,
              QT_TRANSLATE_NOOP("SettingsWording",
                                "This program itself listens there: each delivery would come twice. Enter the URL "
                                "of your integration.")},
    FlawWords{SettingsFlaw::TargetTaken,
              QT_TRANSLATE_NOOP("SettingsWording", "Another target has this URL already. Choose another.")},
    FlawWords{SettingsFlaw::PassThroughTaken,
              QT_TRANSLATE_NOOP("SettingsWording",
                                "Another target passes through for this endpoint already. An endpoint has one answer: "
                                "choose another endpoint, or let only one of them pass through.")},
};
static_assert(flawWords.size() == static_cast<size_t>(SettingsFlaw::PassThroughTaken) + 1, "each has its words");

} // namespace

QString flawText(std::optional<SettingsFlaw> flaw)
{
    const auto found =
        std::find_if(flawWords.begin(), flawWords.end(), [flaw](const FlawWords& one) { return one.flaw == flaw; });
    return found == flawWords.end() ? QString() : SettingsWording::tr(found->words);
}

QString halfKeyText(const ApiCredentials& key)
{
    const bool isHalf = !key.isEmpty() && key.clientSecret.isEmpty() && key.unread.isEmpty();
    return isHalf ? SettingsWording::tr("Enter the client secret that belongs to it: nothing can be fetched without.")
                  : QString();
}

std::optional<Sentence> erasureSentence(const RetentionPolicy& policy, const RetentionPolicy& before)
{
    QStringList what;
    if (isTighter(policy.maxAgeDays, before.maxAgeDays))
        what.append(policy.maxAgeDays == 1
                        ? SettingsWording::tr("Deliveries that are older than a day are removed at once.")
                        : SettingsWording::tr("Deliveries that are older than %1 days are removed at once.")
                              .arg(policy.maxAgeDays));
    if (isTighter(policy.maxBytes, before.maxBytes))
        what.append(
            SettingsWording::tr(
                "The oldest deliveries are removed at once, as far as the log is larger than %1; refused ones first, "
                "and what has a mark or a note last.")
                .arg(QLocale().formattedDataSize(policy.maxBytes)));
    if (what.isEmpty())
        return std::nullopt;
    return Sentence{
        what.join(u' '),
        SettingsWording::tr("What was fetched for them and their marks and notes go with them, and can't be had back."),
        SettingsWording::tr("To keep some elsewhere, cancel, and export them before.")};
}

QString secretPlaceText(const SecretStore& secrets)
{
    if (secrets.kind() == SecretStore::Kind::Keyring)
        return SettingsWording::tr("Secrets are kept in the system keyring (%1).").arg(visibleText(secrets.place()));
    return SettingsWording::tr("No keyring is used. Secrets are kept in the file %1, which no other user may read.")
        .arg(visibleText(secrets.place()));
}

} // namespace kaunt
