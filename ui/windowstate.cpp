// SPDX-License-Identifier: MIT
#include "ui/windowstate.h"

#include "core/owneronly.h"

#include <QDir>
#include <QFile>
#include <QSettings>

namespace kaunt {

namespace {

const auto foldsRepeatsKey = QLatin1String("list/foldRepeats");
const auto showsAlertsKey = QLatin1String("alerts/shown");
const auto payloadColumnsKey = QLatin1String("list/payloadColumns");
const auto timesKey = QLatin1String("list/times");

const auto replayTargetKey = QLatin1String("replay/target");
const auto sendTargetKey = QLatin1String("send/target");
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
    case WindowState::Part::Docks:
        return QStringLiteral("window/docks");
    }
    return {};
}

} // namespace

WindowState::WindowState(const QString& configurationDirectory)
    : m_path(QDir(configurationDirectory).filePath(QStringLiteral("window.conf")))
{
}

QByteArray WindowState::load(Part part) const
{
    return QSettings(m_path, QSettings::IniFormat).value(keyOf(part)).toByteArray();
}

void WindowState::save(Part part, const QByteArray& state) const
{
    QSettings(m_path, QSettings::IniFormat).setValue(keyOf(part), state);
}

bool WindowState::foldsRepeats() const
{
    return QSettings(m_path, QSettings::IniFormat).value(foldsRepeatsKey, true).toBool();
}

void WindowState::setFoldsRepeats(bool folds) const
{
    QSettings(m_path, QSettings::IniFormat).setValue(foldsRepeatsKey, folds);
}

bool WindowState::showsAlerts() const
{
    return QSettings(m_path, QSettings::IniFormat).value(showsAlertsKey, false).toBool();
}

void WindowState::setShowsAlerts(bool shows) const
{
    QSettings(m_path, QSettings::IniFormat).setValue(showsAlertsKey, shows);
}

QStringList WindowState::payloadColumns() const
{
    return QSettings(m_path, QSettings::IniFormat).value(payloadColumnsKey).toStringList();
}

void WindowState::setPayloadColumns(const QStringList& paths) const
{
    QSettings(m_path, QSettings::IniFormat).setValue(payloadColumnsKey, paths);
}

TimeStyle WindowState::timeStyle() const
{
    return timeStyleFromCode(QSettings(m_path, QSettings::IniFormat).value(timesKey).toString());
}

void WindowState::setTimeStyle(TimeStyle style) const
{
    QSettings(m_path, QSettings::IniFormat).setValue(timesKey, timeStyleCode(style));
}

QString WindowState::replayTarget() const
{
    return QSettings(m_path, QSettings::IniFormat).value(replayTargetKey).toString();
}

void WindowState::setReplayTarget(const QString& url) const
{
    QSettings(m_path, QSettings::IniFormat).setValue(replayTargetKey, url);
}

QString WindowState::sendTarget() const
{
    return QSettings(m_path, QSettings::IniFormat).value(sendTargetKey).toString();
}

void WindowState::setSendTarget(const QString& url) const
{
    QSettings(m_path, QSettings::IniFormat).setValue(sendTargetKey, url);
}

QString WindowState::samplePayload() const
{
    return QSettings(m_path, QSettings::IniFormat).value(samplePayloadKey).toString();
}

void WindowState::setSamplePayload(const QString& payload) const
{
    QSettings(m_path, QSettings::IniFormat).setValue(samplePayloadKey, payload);
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
    QSettings settings(m_path, QSettings::IniFormat);
    settings.beginGroup(tunnelGroup);
    settings.setValue(QLatin1String("way"), tunnelWayCode(plan.way));
    settings.setValue(QLatin1String("destination"), plan.destination);
    settings.setValue(QLatin1String("remote"), plan.remote);
    settings.setValue(QLatin1String("command"), plan.command);
    settings.setValue(QLatin1String("urlPattern"), plan.urlPattern);
    settings.setValue(QLatin1String("publicUrl"), plan.publicUrl.toString());
    settings.sync();
    QFile::setPermissions(m_path, ownersFile); // a command may have a token in it
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

void WindowState::setKeptFilters(const KeptFilters& kept) const
{
    QStringList texts;
    for (const NamedFilter& filter : kept.saved())
        texts << filter.name << filter.expression;
    QSettings settings(m_path, QSettings::IniFormat);
    settings.setValue(savedFiltersKey, texts);
    settings.setValue(recentFiltersKey, kept.recent());
}

} // namespace kaunt
