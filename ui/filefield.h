// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QLineEdit;

namespace kaunt {

/// A file's path, to be typed or chosen in a dialog. Its text field has the object name that it is made with, the
/// button the same with "Choose" behind it. GUI thread.
class FileField final : public QWidget {
    Q_OBJECT

public:
    /// `title` says what is to be chosen, `kinds` is a filter as QFileDialog takes it.
    FileField(const QString& objectName, const QString& title, const QString& kinds, QWidget* parent = nullptr);

    /// Without blanks around it.
    [[nodiscard]] QString path() const;
    void setPath(const QString& path);
    /// Whether it names a pipe, a device or a folder: what could have who reads it wait for ever.
    [[nodiscard]] bool isSpecial() const;

Q_SIGNALS:
    void edited(); ///< by the user

private:
    void choose(const QString& title, const QString& kinds);

    QLineEdit* m_path;
};

/// Of certificates and keys, as QFileDialog takes it.
[[nodiscard]] QString pemFiles();

} // namespace kaunt
