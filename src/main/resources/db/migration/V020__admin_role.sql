-- Admins have a sub-role, which is a set of permissions. Everybody who is an admin stays one who may do everything.

ALTER TABLE account
    ADD COLUMN admin_role varchar(20) NOT NULL DEFAULT 'super_admin',
    ADD CONSTRAINT account_admin_role_check CHECK (admin_role IN ('super_admin','operations','finance','support','analyst'));
COMMENT ON COLUMN account.admin_role IS 'What kind of admin: super_admin, operations, finance, support or analyst. Counts only while the role is admin; superusers are super_admin whatever it says.';
