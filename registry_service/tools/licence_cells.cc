// SPDX-License-Identifier: Apache-2.0
#include "registry_service/tools/licence_cells.h"

#include <utility>
#include <vector>

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/base/text.h"
#include "registry_service/tools/cell_text.h"
#include "registry_service/tools/roster_words.h"

namespace jiedui::registry {
namespace {

using v1::Licence;

void ReadNumber(RowCells& cells, Licence& licence) {
  licence.set_number(cells.Text(RosterField::kLicenceNumber));
  if (IsScientificNotation(licence.number()))
    cells.Refuse({"LICENCE_SCIENTIFIC_NOTATION", "执业证号被电子表格改成了科学计数法", "把该列设为文本格式后重新填写"},
                 RosterField::kLicenceNumber);
}

void ReadScopes(RowCells& cells, Licence& licence) {
  const std::string words = cells.Text(RosterField::kLicenceScopes);
  const std::vector<std::string> scopes = ScopesFromWords(words);
  *licence.mutable_scopes() = {scopes.begin(), scopes.end()};
  std::vector<std::string> listed;
  for (const absl::string_view scope : absl::StrSplit(words, absl::ByString("、")))
    if (!IsBlank(scope)) listed.push_back(Trimmed(scope));
  if (scopes != listed)
    cells.Fix({"LICENCE_SCOPES_SPLIT", "执业范围之间用的不是顿号", "已按分隔符拆分"}, RosterField::kLicenceScopes,
              absl::StrJoin(scopes, "、"));
}

}  // namespace

LicenceInRow ReadLicenceCells(RowCells& cells) {
  LicenceInRow read;
  Licence licence;
  ReadNumber(cells, licence);
  ReadScopes(cells, licence);
  licence.set_valid_from(cells.Date(RosterField::kLicenceValidFrom));
  const std::string until = FoldedText(cells.Raw(RosterField::kLicenceValidTo));
  if (until == "长期" || until == "长期有效") {
    read.without_end = std::string(cells.Raw(RosterField::kLicenceValidTo));
  } else {
    licence.set_valid_to(cells.Date(RosterField::kLicenceValidTo));
  }
  const bool is_blank = licence.ByteSizeLong() == 0;
  const auto kind = cells.Meaning<Licence::Kind>(
      RosterField::kLicenceKind, &LicenceKindFromWords,
      {"LICENCE_KIND_UNKNOWN", "执业证类别无法识别",
       "填写执业医师、执业助理医师、乡村医生、护士、康复治疗师、教师资格或中医(专长)医师;没有的留空"});
  if (kind.has_value()) {
    licence.set_kind(*kind);
    read.licence = std::move(licence);
  } else if (!is_blank && cells.Text(RosterField::kLicenceKind).empty()) {
    cells.Refuse({"LICENCE_KIND_BLANK", "填写了执业证的其他内容,没有填写类别", "填写执业证类别"},
                 RosterField::kLicenceKind);
  }
  return read;
}

}  // namespace jiedui::registry
