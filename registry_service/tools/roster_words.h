// SPDX-License-Identifier: Apache-2.0
// The words that forms have for categories, titles and the like -> the values that the registry stores. Spacing, width
// and case do not count. nullopt: the words mean nothing here. Pure, any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "jiedui/registry/v1/person.pb.h"

namespace jiedui::registry {

// "男", "女", "male", ...
std::optional<v1::Sex> SexFromWords(absl::string_view words);

// "基层医生", "农技员", ..., or the name of the value: "PRIMARY_CARE_DOCTOR".
std::optional<v1::PersonCategory> CategoryFromWords(absl::string_view words);

// The level of a professional title by its words: the table of 2021 (医师, 护师, 药师, 技师, 农艺师, 教师, 工程师 and
// their like), the teachers' titles of before 2015 (小学高级教师 is 中级, 中学高级教师 is 副高), and the levels
// themselves. Notes in brackets do not count.
std::optional<v1::TitleLevel> TitleLevelFromWords(absl::string_view words);

// "执业医师", "乡村医生", "护士", "教师资格", ...
std::optional<v1::Licence::Kind> LicenceKindFromWords(absl::string_view words);

// The scopes of practice that a cell lists, between "、" or what people type for it: commas, semicolons, slashes, line
// breaks, and blanks, unless a word of a single character shows that these only space the name out ("内　科").
std::vector<std::string> ScopesFromWords(absl::string_view words);

// "事业", "事业编制", "参公", "无", ...
std::optional<v1::Employment::Establishment> EstablishmentFromWords(absl::string_view words);

// "居民身份证", "护照", ...
std::optional<v1::IdDocument::Kind> IdKindFromWords(absl::string_view words);

}  // namespace jiedui::registry
