// SPDX-License-Identifier: MIT
#include "ui/windowstate.h"

#include <QDir>
#include <QSettings>

namespace kaunt {

namespace {

const auto foldsRepeatsKey = QLatin1String("list/foldRepeats");

QString keyOf(WindowState::Part part)
{
    switch (part) {
    case WindowState::Part::Geometry:
        return QStringLiteral("window/geometry");
    case WindowState::Part::Splitter:
        return QStringLiteral("window/splitter");
    case WindowState::Part::Columns:
        return QStringLiteral("list/columns");
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

} // namespace kaunt
