// SPDX-License-Identifier: Apache-2.0
// Rows of an import, and a stream of them.
#pragma once

#include <memory>

#include "tests/common/rpc/test_server.h"

namespace jiedui::rpc {

inline v1::ImportPersonsRequest Row(absl::string_view id, absl::string_view display_name = "王小明") {
  v1::ImportPersonsRequest row;
  row.mutable_person()->set_name(absl::StrCat("persons/", id));
  row.mutable_person()->set_display_name(std::string(display_name));
  row.mutable_person()->set_category(v1::PERSON_CATEGORY_DOCTOR);
  return row;
}

// An open client stream of rows.
struct OpenImport {
  explicit OpenImport(TestServer& server) : stub(server.NewPersons()), writer(stub->ImportPersons(&context, &answer)) {}

  absl::Status Finish() { return FromGrpcStatus(writer->Finish()); }

  std::unique_ptr<PersonStub> stub;
  grpc::ClientContext context;
  v1::ImportPersonsResponse answer;
  std::unique_ptr<grpc::ClientWriter<v1::ImportPersonsRequest>> writer;
};

}  // namespace jiedui::rpc
