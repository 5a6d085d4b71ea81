// SPDX-License-Identifier: MIT
#include "ui/settingswording.h"

#include "ui/visibletext.h"

#include <QCoreApplication>
#include <QLocale>

namespace kaunt {

namespace {

struct SettingsWording {
    Q_DECLARE_TR_FUNCTIONS(SettingsWording)
};

} // namespace

QString flawText(std::optional<SettingsFlaw> flaw)
{
    if (!flaw)
        return {};
    switch (*flaw) {
    case SettingsFlaw::NameEmpty:
        return SettingsWording::tr("Give it a name.");
    case SettingsFlaw::NameTaken:
        return SettingsWording::tr("There is one of this name already. Choose another.");
    case SettingsFlaw::NameCharacter:
        return SettingsWording::tr("A name can't have “/” or a line break in it.");
    case SettingsFlaw::PathNotUsable:
        return SettingsWording::tr("A path begins with “/”, has no blanks, “?” or “#” in it, and is not too long.");
    case SettingsFlaw::PathIsUrl:
        return SettingsWording::tr("This is a whole URL. Enter its path alone, which begins with the “/” behind the "
                                   "host; what a “?” follows does not belong to it.");
    case SettingsFlaw::PathTaken:
        return SettingsWording::tr("Another endpoint has this path already. Choose another.");
    case SettingsFlaw::AddressNotUsable:
        return SettingsWording::tr("This is no IP address. Enter one of this machine's, such as 192.168.1.20.");
    case SettingsFlaw::UrlNotUsable:
        return SettingsWording::tr("This is no complete URL, such as https://api.kaunt.com.");
    case SettingsFlaw::WebUrlNotUsable:
        return SettingsWording::tr("This is no complete http or https URL: it begins with one of them and “://”, and "
                                   "has a host.");
    case SettingsFlaw::UrlNotEncrypted:
        return SettingsWording::tr("Credentials go over https only, or over http to this machine itself.");
    case SettingsFlaw::UrlWithPassword:
        return SettingsWording::tr("There can be no user name or password in it.");
    case SettingsFlaw::UrlWithMore:
        return SettingsWording::tr("There is more behind the host than can be used here. Leave it out.");
    case SettingsFlaw::TenantEmpty:
        return SettingsWording::tr("Enter the tenant's id, as it stands in its events.");
    case SettingsFlaw::TenantReserved:
        return SettingsWording::tr("No tenant can be called “default”. Enter the tenant's id.");
    case SettingsFlaw::TenantTaken:
        return SettingsWording::tr("This tenant has credentials already.");
    case SettingsFlaw::ClientIdMissing:
        return SettingsWording::tr("Enter the client id that belongs to it.");
    case SettingsFlaw::FileNotAbsolute:
        return SettingsWording::tr("Enter the whole path of the file, from the root on.");
    case SettingsFlaw::TargetMissing:
        return SettingsWording::tr("Enter the URL that deliveries go on to.");
    case SettingsFlaw::TargetIsOwn:
        return SettingsWording::tr("This program itself listens there: each delivery would come twice. Enter the URL "
                                   "of your integration.");
    case SettingsFlaw::TargetTaken:
        return SettingsWording::tr("Another target has this URL already. Choose another.");
    case SettingsFlaw::PassThroughTaken:
        return SettingsWording::tr(
            "Another target passes through for this endpoint already. An endpoint has one answer: "
            "choose another endpoint, or let only one of them pass through.");
    }
    return {};
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
