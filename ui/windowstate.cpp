// SPDX-License-Identifier: MIT
#include "ui/windowstate.h"

#include "core/owneronly.h"
#include "core/urltext.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>

namespace kaunt {

namespace {

const auto foldsRepeatsKey = QLatin1String("list/foldRepeats");
const auto showsAlertsKey = QLatin1String("alerts/shown");
const auto payloadColumnsKey = QLatin1String("list/payloadColumns");
const auto timesKey = QLatin1String("list/times");

const auto replayTargetKey = QLatin1String("replay/target");
const auto sendTargetKey = QLatin1String("send/target");
const auto checkTargetKey = QLatin1String("check/target");
const auto pathTargetKey = QLatin1String("pathTest/target");
const auto samplePayloadKey = QLatin1String("send/payload");
const auto tunnelGroup = QLatin1String("tunnel");
const auto recentFiltersKey = QLatin1String("filters/recent");
const auto savedFiltersKey = QLatin1String("filters/saved"); // each as its name and its expression

QString keyOf(WindowState::Part part)
{
    switch (part) {
    case WindowState::Part::Geometry:
        return QStringLiteral("window/geometry");
    case WindowState::Part::Splitter:
        return QStringLiteral("window/splitter");
    case WindowState::Part::Columns:
        return QStringLiteral("list/columns");
    case WindowState::Part::Order:
        return QStringLiteral("list/order");
    case WindowState::Part::DetailsTab:
        return QStringLiteral("details/tab");
    case WindowState::Part::Docks:
        return QStringLiteral("window/docks");
    }
    return {};
}

} // namespace

WindowState::WindowState(const QString& configurationDirectory, const QString& folder)
    : m_configurationDirectory(configurationDirectory)
    , m_path(QDir(QDir(configurationDirectory).filePath(folder)).filePath(QStringLiteral("window.conf")))
{
}

QStringList WindowState::configurationFiles() const
{
    QStringList files;
    const QDir folder(m_configurationDirectory);
    const QStringList names = folder.entryList({QStringLiteral("*.conf"), QStringLiteral("secrets")}, QDir::Files);
    for (const QString& name : names)
        files.append(folder.filePath(name));
    if (QFile::exists(m_path) && !files.contains(m_path))
        files.append(m_path);
    return files;
}

QByteArray WindowState::load(Part part) const
{
    return QSettings(m_path, QSettings::IniFormat).value(keyOf(part)).toByteArray();
}

void WindowState::save(Part part, const QByteArray& state) const
{
    write({{keyOf(part), state}});
}

bool WindowState::foldsRepeats() const
{
    return QSettings(m_path, QSettings::IniFormat).value(foldsRepeatsKey, true).toBool();
}

void WindowState::setFoldsRepeats(bool folds) const
{
    write({{foldsRepeatsKey, folds}});
}

bool WindowState::showsAlerts() const
{
    return QSettings(m_path, QSettings::IniFormat).value(showsAlertsKey, false).toBool();
}

void WindowState::setShowsAlerts(bool shows) const
{
    write({{showsAlertsKey, shows}});
}

QStringList WindowState::payloadColumns() const
{
    return QSettings(m_path, QSettings::IniFormat).value(payloadColumnsKey).toStringList();
}

void WindowState::setPayloadColumns(const QStringList& paths) const
{
    write({{payloadColumnsKey, paths}});
}

TimeStyle WindowState::timeStyle() const
{
    return timeStyleFromCode(QSettings(m_path, QSettings::IniFormat).value(timesKey).toString());
}

void WindowState::setTimeStyle(TimeStyle style) const
{
    write({{timesKey, timeStyleCode(style)}});
}

QString WindowState::replayTarget() const
{
    return QSettings(m_path, QSettings::IniFormat).value(replayTargetKey).toString();
}

void WindowState::setReplayTarget(const QString& url) const
{
    write({{replayTargetKey, url}});
}

QString WindowState::sendTarget() const
{
    return QSettings(m_path, QSettings::IniFormat).value(sendTargetKey).toString();
}

void WindowState::setSendTarget(const QString& url) const
{
    write({{sendTargetKey, url}});
}

QString WindowState::checkTarget() const
{
    return QSettings(m_path, QSettings::IniFormat).value(checkTargetKey).toString();
}

void WindowState::setCheckTarget(const QString& url) const
{
    write({{checkTargetKey, url}});
}

QString WindowState::pathTarget() const
{
    return QSettings(m_path, QSettings::IniFormat).value(pathTargetKey).toString();
}

void WindowState::setPathTarget(const QString& url) const
{
    write({{pathTargetKey, url}});
}

QString WindowState::samplePayload() const
{
    return QSettings(m_path, QSettings::IniFormat).value(samplePayloadKey).toString();
}

void WindowState::setSamplePayload(const QString& payload) const
{
    write({{samplePayloadKey, payload}});
}

TunnelPlan WindowState::tunnelPlan() const
{
    QSettings settings(m_path, QSettings::IniFormat);
    settings.beginGroup(tunnelGroup);
    TunnelPlan plan;
    plan.way = tunnelWayFromCode(settings.value(QLatin1String("way")).toString()).value_or(plan.way);
    plan.destination = settings.value(QLatin1String("destination")).toString();
    plan.remote = settings.value(QLatin1String("remote"), plan.remote).toString();
    plan.command = settings.value(QLatin1String("command")).toString();
    plan.urlPattern = settings.value(QLatin1String("urlPattern")).toString();
    plan.publicUrl = QUrl(settings.value(QLatin1String("publicUrl")).toString(), QUrl::StrictMode);
    return plan;
}

void WindowState::setTunnelPlan(const TunnelPlan& plan) const
{
    write({{tunnelGroup + QLatin1String("/way"), tunnelWayCode(plan.way)},
           {tunnelGroup + QLatin1String("/destination"), plan.destination},
           {tunnelGroup + QLatin1String("/remote"), plan.remote},
           {tunnelGroup + QLatin1String("/command"), plan.command},
           {tunnelGroup + QLatin1String("/urlPattern"), plan.urlPattern},
           {tunnelGroup + QLatin1String("/publicUrl"), urlText(plan.publicUrl)}});
}

KeptFilters WindowState::keptFilters() const
{
    const QSettings settings(m_path, QSettings::IniFormat);
    const QStringList texts = settings.value(savedFiltersKey).toStringList();
    QList<NamedFilter> saved;
    for (qsizetype i = 0; i + 1 < texts.size(); i += 2)
        saved.append({texts.at(i), texts.at(i + 1)});
    return {settings.value(recentFiltersKey).toStringList(), saved};
}

Result<void, QString> WindowState::setKeptFilters(const KeptFilters& kept) const
{
    QStringList texts;
    for (const NamedFilter& filter : kept.saved())
        texts << filter.name << filter.expression;
    if (!write({{savedFiltersKey, texts}, {recentFiltersKey, kept.recent()}}))
        return failure(m_path);
    return {};
}

/// What was filtered by may name a customer, and a tunnel's command may have a token in it.
bool WindowState::write(std::initializer_list<std::pair<QString, QVariant>> values) const
{
    const QFileInfo file(m_path);
    if (!file.exists()) // QSettings keeps the permissions of a file that is there
        (void)(makeOwnersFolder(file.absolutePath()) && QFile(m_path).open(QIODevice::WriteOnly, ownersFile));
    else if (file.permissions() != ownersFile)
        QFile::setPermissions(m_path, ownersFile);
    QSettings settings(m_path, QSettings::IniFormat);
    for (const auto& [key, value] : values)
        settings.setValue(key, value);
    settings.sync();
    return settings.status() == QSettings::NoError;
}

} // namespace kaunt
