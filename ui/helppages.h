// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace kaunt {

/// One page of the help, in Markdown; it begins with its title as a heading and links to others by their file names.
struct HelpPage {
    QString name;  ///< of its file, such as "send.md"
    QString title; ///< plain text
    QString markdown;

    /// What a reader sees, each paragraph on a line.
    [[nodiscard]] QString plainText() const;
};

/// Of the pages that are compiled in, with a folder for each language.
[[nodiscard]] QString helpFolder();
/// The pages in the order in which they are listed, each in the first of the languages ("da-DK", "da") that has it,
/// else in English.
[[nodiscard]] QList<HelpPage> helpPages(const QString& folder, const QStringList& languages);

} // namespace kaunt
