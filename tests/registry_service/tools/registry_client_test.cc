// SPDX-License-Identifier: Apache-2.0
#include "registry_service/tools/registry_client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "common/rpc/channel.h"
#include "grpcpp/security/server_credentials.h"
#include "grpcpp/server.h"
#include "grpcpp/server_builder.h"
#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

using testing::ElementsAre;

// Two pages of one organisation.
class FakeOrganizations final : public v1::OrganizationService::Service {
 public:
  grpc::Status ListOrganizations(grpc::ServerContext* /*context*/, const v1::ListOrganizationsRequest* request,
                                 v1::ListOrganizationsResponse* response) override {
    const bool is_first = request->page_token().empty();
    v1::Organization& organization = *response->add_organizations();
    organization.set_name(is_first ? "organizations/a" : "organizations/b");
    organization.set_display_name(is_first ? "甲" : "乙");
    if (is_first) response->set_next_page_token("more");
    return grpc::Status::OK;
  }
};

// Creates everyone but the one whose name ends the stream.
class FakePersons final : public v1::PersonService::Service {
 public:
  grpc::Status ImportPersons(grpc::ServerContext* /*context*/, grpc::ServerReader<v1::ImportPersonsRequest>* reader,
                             v1::ImportPersonsResponse* response) override {
    v1::ImportPersonsRequest request;
    while (reader->Read(&request)) {
      if (request.person().display_name() == "end") return {grpc::StatusCode::RESOURCE_EXHAUSTED, "too much"};
      response->mutable_summary()->set_rows(response->summary().rows() + 1);
    }
    return grpc::Status::OK;
  }

  grpc::Status BatchGetPersons(grpc::ServerContext* /*context*/, const v1::BatchGetPersonsRequest* request,
                               v1::BatchGetPersonsResponse* response) override {
    if (request->names_size() > 100) return {grpc::StatusCode::INVALID_ARGUMENT, "at most 100"};
    for (const std::string& name : request->names()) {
      if (name == "persons/none") return {grpc::StatusCode::NOT_FOUND, name};
      response->add_persons()->set_name(name);
    }
    return grpc::Status::OK;
  }
};

class RegistryClientTest : public testing::Test {
 protected:
  RegistryClientTest() {
    int port = 0;
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(&organizations_);
    builder.RegisterService(&persons_);
    server_ = builder.BuildAndStart();
    client_ = std::make_unique<RegistryClient>(rpc::NewChannel(absl::StrCat("127.0.0.1:", port)));
  }
  ~RegistryClientTest() override { server_->Shutdown(); }

  static v1::ImportPersonsRequest RowOf(const std::string& name) {
    v1::ImportPersonsRequest row;
    row.mutable_person()->set_display_name(name);
    return row;
  }

  FakeOrganizations organizations_;
  FakePersons persons_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<RegistryClient> client_;
};

TEST_F(RegistryClientTest, FetchesAllPagesOfOrganizations) {
  const auto names = client_->FetchOrganizations();
  ASSERT_THAT(names, IsOk());
  EXPECT_THAT(names->Find("甲"), ElementsAre("organizations/a"));
  EXPECT_THAT(names->Find("乙"), ElementsAre("organizations/b"));
}

TEST_F(RegistryClientTest, StreamsRows) {
  for (const int rows : {1, 31, 32, 33, 5'000}) {
    const std::unique_ptr<PersonStream> stream = client_->OpenImport();
    for (int i = 0; i < rows; ++i) EXPECT_TRUE(stream->Write(RowOf("a")));
    const auto summary = stream->Finish();
    ASSERT_THAT(summary, IsOk());
    EXPECT_EQ(summary->rows(), rows);
  }
}

TEST_F(RegistryClientTest, ReadsPersonsInBatches) {
  for (const int count : {0, 1, 100, 101, 250}) {
    std::vector<std::string> names;
    for (int i = 0; i < count; ++i) names.push_back(absl::StrCat("persons/", i));
    const auto persons = client_->ReadPersons(names);
    ASSERT_THAT(persons, IsOk());
    ASSERT_EQ(persons->size(), names.size());
    for (size_t i = 0; i < names.size(); ++i) EXPECT_EQ((*persons)[i].name(), names[i]);
  }
  EXPECT_THAT(client_->ReadPersons({"persons/none"}), StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(RegistryClientTest, SaysWhyAStreamEnded) {
  const std::unique_ptr<PersonStream> stream = client_->OpenImport();
  while (stream->Write(RowOf("end"))) {
  }
  EXPECT_THAT(stream->Finish(), StatusIs(absl::StatusCode::kResourceExhausted, "too much"));
}

TEST(RegistryClient, SaysThatNobodyListens) {
  RegistryClient client(rpc::NewChannel("127.0.0.1:1"));
  EXPECT_THAT(client.FetchOrganizations(), StatusIs(absl::StatusCode::kUnavailable));
}

}  // namespace
}  // namespace jiedui::registry
