// SPDX-License-Identifier: MIT
#include "tests/core/settings/settingsfilefixture.h"

#include <QFile>

namespace kaunt::test {

void SettingsFileFixture::begin()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("kaunt-monitor.conf"));
}

Result<Settings, SettingsError> SettingsFileFixture::read(const QByteArray& content) const
{
    QFile file(m_path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.flush())
        qFatal("no file");
    return SettingsFile(m_path).read();
}

} // namespace kaunt::test
